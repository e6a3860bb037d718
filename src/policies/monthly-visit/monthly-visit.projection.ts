import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { ListingInterval } from '../../aggregates/household/listing/listing.js';
import { joinedListings } from '../../aggregates/household/merging/merge.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Instant, LocalDate, Period } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** A stay on the roster; `coordinatorRef` answers for it now. */
interface RememberedStay extends ListingInterval {
  readonly factId: string;
  readonly delistFactId?: string;
  /** Who answered for it before that day, oldest first. */
  readonly handedOver?: readonly { readonly on: LocalDate; readonly by?: string }[];
}

/** What the policy remembers of one household: enough to see which months still want an answer. */
export interface MonthlyVisitMemory extends ViewDocument {
  readonly listings: readonly RememberedStay[];
  readonly visits: readonly { readonly visitId: string; readonly occurredAt: Instant; readonly recordedAt: Instant }[];
  readonly excusedMonths: readonly Period[];
  readonly missedMonths: readonly Period[];
}

type Memory = Body<MonthlyVisitMemory>;

const nothing: Memory = { listings: [], visits: [], excusedMonths: [], missedMonths: [] };

export const monthlyVisitMemory: Projection<MonthlyVisitMemory> = {
  name: 'monthly-visit-memory',
  version: 3,
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
    KeyListingAdjusted: (memory = nothing, { data: { changed }, metadata }) =>
      changed.coordinatorRef === undefined
        ? memory
        : withLast(memory, ({ coordinatorRef: by, handedOver = [] }) => ({
            coordinatorRef: changed.coordinatorRef,
            handedOver: [...handedOver, { on: localDateOf(metadata.occurredAt), ...(by === undefined ? {} : { by }) }],
          })),
    HouseholdDelisted: (memory = nothing, { id, data }) =>
      withLast(memory, () => ({ until: data.on, delistFactId: id })),
    HouseholdAbsorbed: (memory = nothing, { data: { carried } }) => ({
      listings: joinedListings(
        memory.listings,
        carried.listings.map(({ factId, listing, until, delistFactId }) => ({
          factId,
          from: listing.listedOn,
          ...(until === undefined ? {} : { until }),
          ...(listing.coordinatorRef === undefined ? {} : { coordinatorRef: listing.coordinatorRef }),
          ...(delistFactId === undefined ? {} : { delistFactId }),
        })),
      ),
      visits: [
        ...memory.visits,
        ...carried.visits
          .filter(({ kind }) => kind === 'visit')
          .map(({ visitId, occurredAt, recordedAt }) => ({ visitId, occurredAt, recordedAt })),
      ],
      excusedMonths: [...memory.excusedMonths, ...carried.excuses.map(({ month }) => month)],
      missedMonths: [...memory.missedMonths, ...carried.misses.map(({ month }) => month)],
    }),
    HouseholdMergedInto: () => undefined,
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

/**
 * Who answered for the household at the end of a month, whoever does now: the coordinator named in the listing in force
 * then. Asked for villages nobody was ever appointed for; the others' own streams say it.
 */
export function responsibleAt(listings: MonthlyVisitMemory['listings'], monthEnd: LocalDate): readonly string[] {
  const last = listings.findLast(({ from }) => from <= monthEnd);
  const later = last?.handedOver?.find(({ on }) => on > monthEnd);
  const coordinator = later ? later.by : last?.coordinatorRef;
  return coordinator === undefined ? [] : [coordinator];
}

function withLast(memory: Memory, change: (last: RememberedStay) => Partial<RememberedStay>): Memory {
  return {
    ...memory,
    listings: memory.listings.map((listing, index) =>
      index === memory.listings.length - 1 ? { ...listing, ...change(listing) } : listing,
    ),
  };
}

function isDay(value: unknown): value is LocalDate {
  return typeof value === 'string';
}
