import type { FilingCampaignOpened } from '../../aggregates/city/city.events.js';
import type { Annex, FilingFact, FilingSubmitted } from '../../aggregates/filing/filing.events.js';
import type { Instant, LocalDate } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** A submission as it was filed; only the last of a filing can stand. */
export interface Submission {
  readonly at: Instant;
  readonly anchor: string;
  readonly rows: number;
  readonly contentHash: string;
  readonly filledBy: SealedBox;
  readonly reviewedBy: SealedBox;
}

/** One township's filing of one roster in one year; one campaign has a document of its own, `campaign-<year>`. */
export interface FilingDocument extends ViewDocument {
  readonly year: string;
  /** Of a campaign only. */
  readonly dueOn?: LocalDate;
  /** Of a filing only, as everything below. */
  readonly town?: string;
  readonly annex?: Annex;
  readonly state?: 'SUBMITTED' | 'RETURNED' | 'ACCEPTED';
  readonly submissions: readonly Submission[];
  /** Why it was sent back last. */
  readonly reasons: readonly SealedBox[];
  readonly acceptedOn?: LocalDate;
}

export const filingsProjection: Projection<FilingDocument> = {
  name: 'filings',
  version: 1,
  categories: ['city', 'filing'],
  keys: ({ stream, data }) => [stream === 'city' ? `campaign-${(data as { year: string }).year}` : entityOf(stream)],
  indexes: [{ name: 'year_town', key: { year: 1, town: 1, _id: 1 } }],
  ...reducer<FilingDocument, FilingFact | FilingCampaignOpened>({
    FilingCampaignOpened: (_, { data: { year, dueOn } }) => ({ year, dueOn, submissions: [], reasons: [] }),
    FilingSubmitted: (known, { data, metadata: { recordedAt } }) => ({
      year: data.year,
      town: data.townCode,
      annex: data.annex,
      state: 'SUBMITTED',
      submissions: [...(known?.submissions ?? []), submissionOf(data, recordedAt)],
      reasons: known?.reasons ?? [],
    }),
    FilingReturned: (known, { data: { reasons } }) => known && { ...known, state: 'RETURNED', reasons },
    FilingAccepted: (known, { data: { on } }) => known && { ...known, state: 'ACCEPTED', acceptedOn: on },
  }),
};

function submissionOf(
  { anchor, rows, contentHash, filledBy, reviewedBy }: FilingSubmitted['data'],
  at: Instant,
): Submission {
  return { at, anchor, rows, contentHash, filledBy, reviewedBy };
}
