import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { ListingInterval } from '../../aggregates/household/listing/listing.js';
import type { Stay } from '../../aggregates/household/visits/monthly-duty.js';
import { joinedListings } from '../../aggregates/household/merging/merge.js';
import { localDateOf, monthOf } from '../../platform/calendar/local-date.js';
import type { Instant, LocalDate, Period } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** A visit or an attempt as the calendar shows it. */
export interface CalendarVisit {
  readonly visitId: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly by: string;
  readonly kind: 'visit' | 'attempt';
}

export interface CalendarExcuse {
  readonly factId: string;
  readonly month: Period;
  readonly reason: string;
}

export interface CalendarMiss {
  readonly month: Period;
  readonly recordedAt: Instant;
  readonly responsible: readonly string[];
  readonly attempts: number;
}

/** One household's listings, visits, excuses and breaches; the state of a month is a predicate at reading. */
export interface VisitCalendarDocument extends ViewDocument {
  readonly town: string;
  readonly village: string;
  readonly group: string;
  /** Where the family lived since when: a month stays with the village it belonged to. */
  readonly stays: readonly Stay[];
  /** Every township and village of the stays, for the area. */
  readonly towns: readonly string[];
  readonly villages: readonly string[];
  readonly householdNo: string;
  readonly headId: string;
  readonly names: Readonly<Record<string, SealedBox>>;
  readonly listings: readonly (ListingInterval & { readonly factId: string; readonly delistFactId?: string })[];
  readonly visits: readonly CalendarVisit[];
  readonly excuses: readonly CalendarExcuse[];
  readonly misses: readonly CalendarMiss[];
  /** Every coordinator a listing ever named, for the filter. */
  readonly coordinators: readonly string[];
  /** First day on the roster, absent while never listed: leaves the unlisted out by the index. */
  readonly firstListedOn?: LocalDate;
}

type Calendar = Body<VisitCalendarDocument>;

export const visitCalendarProjection: Projection<VisitCalendarDocument> = {
  name: 'visit-calendar',
  version: 3,
  categories: ['household'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [
    { name: 'towns_village_group_no', key: { towns: 1, village: 1, group: 1, householdNo: 1, _id: 1 } },
    { name: 'villages_group_no', key: { villages: 1, village: 1, group: 1, householdNo: 1, _id: 1 } },
    { name: 'coordinators_village_group_no', key: { coordinators: 1, village: 1, group: 1, householdNo: 1, _id: 1 } },
  ],
  ...reducer<VisitCalendarDocument, HouseholdFact>({
    HouseholdRegistered: (_, { data, metadata }) => ({
      town: data.townCode,
      village: data.villageCode,
      group: data.groupNo ?? '',
      ...livedIn([{ townCode: data.townCode, villageCode: data.villageCode, from: localDateOf(metadata.occurredAt) }]),
      householdNo: data.householdNo,
      headId: data.head.memberId,
      names: { [data.head.memberId]: data.head.name },
      listings: [],
      visits: [],
      excuses: [],
      misses: [],
      coordinators: [],
    }),
    MemberAdded: (calendar, { data }) =>
      changed(calendar, ({ names, headId }) => ({
        names: { ...names, [data.member.memberId]: data.member.name },
        headId: data.asHead ? data.member.memberId : headId,
      })),
    MemberChanged: (calendar, { data }) =>
      changed(calendar, ({ names }) =>
        data.changed.name === undefined ? {} : { names: { ...names, [data.memberId]: data.changed.name } },
      ),
    MemberRemoved: (calendar, { data }) =>
      changed(calendar, ({ headId }) => ({ headId: data.newHeadMemberId ?? headId })),
    HeadChanged: (calendar, { data }) => changed(calendar, () => ({ headId: data.memberId })),
    AddressChanged: (calendar, { data }) => changed(calendar, ({ group }) => ({ group: data.groupNo ?? group })),
    HouseholdMoved: (calendar, { data: { toTown, toVillage, groupNo, on } }) =>
      changed(calendar, ({ stays }) => ({
        town: toTown,
        village: toVillage,
        group: groupNo ?? '',
        ...livedIn([...stays, { townCode: toTown, villageCode: toVillage, from: on }]),
      })),
    HouseholdListedAsKey: (calendar, { id, data }) =>
      changed(calendar, ({ listings }) => withListings([...listings, listingOf(id, data)])),
    KeyListingAdjusted: (calendar, { data: { changed: adjusted } }) =>
      changed(calendar, ({ listings }) =>
        adjusted.coordinatorRef === undefined
          ? {}
          : withListings(lastChanged(listings, { coordinatorRef: adjusted.coordinatorRef })),
      ),
    HouseholdDelisted: (calendar, { id, data }) =>
      changed(calendar, ({ listings }) =>
        withListings(lastChanged(listings, { until: data.on, reason: data.reason, delistFactId: id })),
      ),
    PatrolVisitRecorded: (calendar, { data, metadata }) =>
      changed(calendar, ({ visits }) => ({ visits: [...visits, visitOf(data.visitId, metadata, 'visit')] })),
    PatrolVisitAttempted: (calendar, { data, metadata }) =>
      changed(calendar, ({ visits }) => ({ visits: [...visits, visitOf(data.visitId, metadata, 'attempt')] })),
    PatrolVisitCorrected: (calendar, { data }) =>
      changed(calendar, ({ visits }) => ({
        visits: visits.map((visit) =>
          visit.visitId === data.correctsVisitId
            ? { ...visit, occurredAt: data.corrected.visitedAt ?? visit.occurredAt }
            : visit,
        ),
      })),
    MonthlyVisitExcused: (calendar, { id, data }) =>
      changed(calendar, ({ excuses }) => ({
        excuses: [...excuses, { factId: id, month: data.month, reason: data.reason }],
      })),
    MonthlyVisitMissed: (calendar, { data, metadata }) =>
      changed(calendar, ({ misses }) => ({
        misses: [
          ...misses,
          {
            month: data.month,
            recordedAt: metadata.recordedAt,
            responsible: data.responsible,
            attempts: data.attempts,
          },
        ],
      })),
    HouseholdAbsorbed: (calendar, { data: { carried, newHeadMemberId } }) =>
      changed(calendar, ({ names, headId, listings, visits, excuses, misses }) => ({
        names: {
          ...names,
          ...Object.fromEntries(carried.members.map(({ particulars }) => [particulars.memberId, particulars.name])),
        },
        headId: newHeadMemberId ?? headId,
        visits: [
          ...visits,
          ...carried.visits.map(({ visitId, occurredAt, recordedAt, author, kind }) => ({
            visitId,
            kind,
            occurredAt,
            recordedAt,
            by: author,
          })),
        ],
        excuses: [...excuses, ...carried.excuses.map(({ factId, month, reason }) => ({ factId, month, reason }))],
        misses: [
          ...misses,
          ...carried.misses.map(({ month, at, responsible, attempts }) => ({
            month,
            recordedAt: at,
            responsible,
            attempts,
          })),
        ],
        ...withListings(
          joinedListings(
            listings,
            carried.listings.map(({ factId, listing, until, reason, delistFactId }) => ({
              ...listingOf(factId, listing),
              ...(until === undefined ? {} : { until }),
              ...(reason === undefined ? {} : { reason }),
              ...(delistFactId === undefined ? {} : { delistFactId }),
            })),
          ),
        ),
      })),
    HouseholdMergedInto: () => undefined,
    FactCorrected: (calendar, { data: { corrects, corrected } }) =>
      changed(calendar, ({ listings, excuses }) => ({
        excuses: excuses.map((excuse) => (excuse.factId === corrects ? { ...excuse, ...corrected } : excuse)),
        ...withListings(
          listings.map((listing) => ({
            ...listing,
            ...(listing.factId === corrects && typeof corrected['listedOn'] === 'string'
              ? { from: corrected['listedOn'] }
              : {}),
            ...(listing.delistFactId === corrects && typeof corrected['on'] === 'string'
              ? { until: corrected['on'] }
              : {}),
            ...(listing.delistFactId === corrects && typeof corrected['reason'] === 'string'
              ? { reason: corrected['reason'] }
              : {}),
          })),
        ),
      })),
  }),
};

/** Month of Asia/Shanghai a visit belongs to. */
export function monthOfVisit({ occurredAt }: CalendarVisit): Period {
  return monthOf(localDateOf(occurredAt));
}

function changed(calendar: Calendar | undefined, change: (old: Calendar) => Partial<Calendar>): Calendar | undefined {
  return calendar && { ...calendar, ...change(calendar) };
}

function livedIn(stays: readonly Stay[]): Pick<Calendar, 'stays' | 'towns' | 'villages'> {
  return {
    stays,
    towns: [...new Set(stays.map(({ townCode }) => townCode))],
    villages: [...new Set(stays.map(({ villageCode }) => villageCode))],
  };
}

function withListings(listings: Calendar['listings']): Partial<Calendar> {
  const first = listings[0];
  return {
    listings,
    coordinators: [
      ...new Set(listings.flatMap(({ coordinatorRef }) => (coordinatorRef === undefined ? [] : [coordinatorRef]))),
    ],
    ...(first ? { firstListedOn: first.from } : {}),
  };
}

function listingOf(factId: string, data: { readonly listedOn: LocalDate; readonly coordinatorRef?: string }) {
  return {
    factId,
    from: data.listedOn,
    ...(data.coordinatorRef === undefined ? {} : { coordinatorRef: data.coordinatorRef }),
  };
}

function lastChanged(
  listings: Calendar['listings'],
  change: Partial<Calendar['listings'][number]>,
): Calendar['listings'] {
  return listings.map((listing, index) => (index === listings.length - 1 ? { ...listing, ...change } : listing));
}

function visitOf(
  visitId: string,
  metadata: { occurredAt: Instant; recordedAt: Instant; actorId: string },
  kind: CalendarVisit['kind'],
): CalendarVisit {
  return { visitId, kind, occurredAt: metadata.occurredAt, recordedAt: metadata.recordedAt, by: metadata.actorId };
}
