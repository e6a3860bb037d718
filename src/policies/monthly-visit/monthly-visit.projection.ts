import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { ListingInterval } from '../../aggregates/household/listing/listing.js';
import type { Instant, LocalDate, Period } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** What the policy remembers of one household: enough to see which months still want an answer. */
export interface MonthlyVisitMemory extends ViewDocument {
  readonly listings: readonly (ListingInterval & { readonly factId: string; readonly delistFactId?: string })[];
  readonly visits: readonly { readonly visitId: string; readonly occurredAt: Instant; readonly recordedAt: Instant }[];
  readonly excusedMonths: readonly Period[];
  readonly missedMonths: readonly Period[];
}

type Memory = Body<MonthlyVisitMemory>;

const nothing: Memory = { listings: [], visits: [], excusedMonths: [], missedMonths: [] };

export const monthlyVisitMemory: Projection<MonthlyVisitMemory> = {
  name: 'monthly-visit-memory',
  version: 1,
  categories: ['household'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [],
  ...reducer<MonthlyVisitMemory, HouseholdFact>({
    HouseholdListedAsKey: (memory = nothing, { id, data }) => ({
      ...memory,
      listings: [
        ...memory.listings,
        {
          factId: id,
          from: data.listedOn,
          ...(data.coordinatorRef === undefined ? {} : { coordinatorRef: data.coordinatorRef }),
        },
      ],
    }),
    KeyListingAdjusted: (memory = nothing, { data: { changed } }) =>
      changed.coordinatorRef === undefined ? memory : withLast(memory, { coordinatorRef: changed.coordinatorRef }),
    HouseholdDelisted: (memory = nothing, { id, data }) => withLast(memory, { until: data.on, delistFactId: id }),
    FactCorrected: (memory = nothing, { data: { corrects, corrected } }) => ({
      ...memory,
      listings: memory.listings.map((listing) => ({
        ...listing,
        ...(listing.factId === corrects && isDay(corrected['listedOn']) ? { from: corrected['listedOn'] } : {}),
        ...(listing.delistFactId === corrects && isDay(corrected['on']) ? { until: corrected['on'] } : {}),
      })),
    }),
    PatrolVisitRecorded: (memory = nothing, { data, metadata }) => ({
      ...memory,
      visits: [
        ...memory.visits,
        { visitId: data.visitId, occurredAt: metadata.occurredAt, recordedAt: metadata.recordedAt },
      ],
    }),
    PatrolVisitCorrected: (memory = nothing, { data }) => ({
      ...memory,
      visits: memory.visits.map((visit) =>
        visit.visitId === data.correctsVisitId
          ? { ...visit, occurredAt: data.corrected.visitedAt ?? visit.occurredAt }
          : visit,
      ),
    }),
    MonthlyVisitExcused: (memory = nothing, { data }) => ({
      ...memory,
      excusedMonths: [...memory.excusedMonths, data.month],
    }),
    MonthlyVisitMissed: (memory = nothing, { data }) => ({
      ...memory,
      missedMonths: [...memory.missedMonths, data.month],
    }),
  }),
};

/** Who answers for the household at the end of a month: the coordinator of the listing in force (until assignments exist). */
export function responsibleAt(listings: MonthlyVisitMemory['listings'], monthEnd: LocalDate): readonly string[] {
  const last = listings.findLast(({ from }) => from <= monthEnd);
  return last?.coordinatorRef === undefined ? [] : [last.coordinatorRef];
}

function withLast(memory: Memory, change: Partial<Memory['listings'][number]>): Memory {
  return {
    ...memory,
    listings: memory.listings.map((listing, index) =>
      index === memory.listings.length - 1 ? { ...listing, ...change } : listing,
    ),
  };
}

function isDay(value: unknown): value is LocalDate {
  return typeof value === 'string';
}
