import type { FilingCampaignOpened } from '../../aggregates/city/city.events.js';
import type { FilingFact } from '../../aggregates/filing/filing.events.js';
import type { Instant, LocalDate } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** What the policy remembers of one filing; each campaign has a document of its own, `campaign-<year>`. */
export interface FilingMemory extends ViewDocument {
  /** Of a campaign only. */
  readonly campaign?: { readonly year: string; readonly dueOn: LocalDate };
  /** When the submission that stands was recorded; absent after a return. */
  readonly standingSince?: Instant;
  /** True once its breach was written. */
  readonly overdue: boolean;
}

const nothing: Body<FilingMemory> = { overdue: false };

export const filingMemory: Projection<FilingMemory> = {
  name: 'filing-memory',
  version: 1,
  categories: ['city', 'filing'],
  keys: ({ stream, data }) => [stream === 'city' ? `campaign-${(data as { year: string }).year}` : entityOf(stream)],
  indexes: [],
  ...reducer<FilingMemory, FilingFact | FilingCampaignOpened>({
    FilingCampaignOpened: (_, { data: { year, dueOn } }) => ({ campaign: { year, dueOn }, overdue: false }),
    FilingSubmitted: (memory = nothing, { metadata: { recordedAt } }) => ({ ...memory, standingSince: recordedAt }),
    FilingReturned: (memory = nothing) => ({ overdue: memory.overdue }),
    FilingOverdue: (memory = nothing) => ({ ...memory, overdue: true }),
  }),
};
