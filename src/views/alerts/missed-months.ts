import type { HouseholdAbsorbed } from '../../aggregates/household/merging/merging.events.js';
import type { HouseholdFact, PatrolVisitCorrected } from '../../aggregates/household/household.events.js';
import type { ListingInterval } from '../../aggregates/household/listing/listing.js';
import { joinedListings } from '../../aggregates/household/merging/merge.js';
import { countsFor, isDueMonth } from '../../aggregates/household/visits/monthly-duty.js';
import { localDateOf, monthOfInstant, monthsBetween } from '../../platform/calendar/local-date.js';
import type { Rules } from '../../platform/change/given.js';
import type { Instant, LocalDate, Period, Recorded } from '../../platform/fact.js';

/** What may put a missed month right, entered after it was found missed. */
export interface MissedMonth {
  readonly visits: readonly { readonly visitId: string; readonly at: Instant; readonly enteredOn: LocalDate }[];
  readonly excusedOn?: LocalDate;
}

/** A household's stays on the roster: a correction of theirs may make a month one that was never due. */
export interface OnRoster {
  readonly stays: readonly (ListingInterval & { readonly factId: string; readonly delistFactId?: string })[];
  /** The day on which a stay was corrected last. */
  readonly correctedOn?: LocalDate;
}

/** First month of the system (EARLIEST-DAY as shipped): none before it was ever due. */
const FIRST_DAY = '2021-01-01';

/**
 * Every month that may have been missed by then. A move, a merger, or a visit that a correction carries into another
 * month says nothing of the months it touches, and months nobody missed have no document.
 */
export function monthsUpTo(instant: Instant): readonly Period[] {
  return monthsBetween(FIRST_DAY, localDateOf(instant));
}

export function visitedIn(month: MissedMonth, visitId: string, at: Instant, enteredOn: LocalDate): MissedMonth {
  return { ...month, visits: [...month.visits, { visitId, at, enteredOn }] };
}

/** The visit as it reads now: it may have come from another month, or go to one. */
export function correctedIn(
  missed: MissedMonth,
  month: Period,
  { data: { correctsVisitId: visitId, corrected }, metadata }: Recorded<PatrolVisitCorrected>,
): MissedMonth {
  const { visitedAt } = corrected;
  if (visitedAt === undefined) return missed;
  const before = missed.visits.find((visit) => visit.visitId === visitId);
  const others = { ...missed, visits: missed.visits.filter((visit) => visit.visitId !== visitId) };
  if (monthOfInstant(visitedAt) !== month) return others;
  return visitedIn(others, visitId, visitedAt, before?.enteredOn ?? localDateOf(metadata.recordedAt));
}

/** Visits to the household that ended in this one count here too. */
export function absorbedIn(
  missed: MissedMonth,
  month: Period,
  { on, carried }: HouseholdAbsorbed['data'],
): MissedMonth {
  return {
    ...missed,
    visits: [
      ...missed.visits,
      ...carried.visits
        .filter(({ kind, occurredAt }) => kind === 'visit' && monthOfInstant(occurredAt) === month)
        .map(({ visitId, occurredAt }) => ({ visitId, at: occurredAt, enteredOn: on })),
    ],
    ...(carried.excuses.some((excuse) => excuse.month === month) ? { excusedOn: on } : {}),
  };
}

type RosterFact = Extract<
  HouseholdFact,
  { type: 'HouseholdListedAsKey' | 'HouseholdDelisted' | 'HouseholdAbsorbed' | 'FactCorrected' }
>;

export function rosterAfter(known: OnRoster | undefined, fact: Recorded<RosterFact>): OnRoster | undefined {
  const stays = known?.stays ?? [];
  switch (fact.type) {
    case 'HouseholdListedAsKey':
      return { ...known, stays: [...stays, { factId: fact.id, from: fact.data.listedOn }] };
    case 'HouseholdDelisted':
      return {
        ...known,
        stays: stays.map((stay, index) =>
          index === stays.length - 1 ? { ...stay, until: fact.data.on, delistFactId: fact.id } : stay,
        ),
      };
    case 'HouseholdAbsorbed': {
      const brought = fact.data.carried.listings.map(({ factId, listing, until, delistFactId }) => ({
        factId,
        from: listing.listedOn,
        ...(until === undefined ? {} : { until }),
        ...(delistFactId === undefined ? {} : { delistFactId }),
      }));
      return brought.length === 0 ? known : { ...known, stays: joinedListings(stays, brought) };
    }
    case 'FactCorrected':
      return known && correctedRoster(known, fact.data, localDateOf(fact.metadata.recordedAt));
  }
}

function correctedRoster(
  { stays }: OnRoster,
  { corrects, corrected }: Extract<HouseholdFact, { type: 'FactCorrected' }>['data'],
  correctedOn: LocalDate,
): OnRoster {
  const { listedOn, on } = corrected;
  return {
    correctedOn,
    stays: stays.map((stay) => ({
      ...stay,
      ...(stay.factId === corrects && typeof listedOn === 'string' ? { from: listedOn } : {}),
      ...(stay.delistFactId === corrects && typeof on === 'string' ? { until: on } : {}),
    })),
  };
}

/** Since when the month is none any more that was missed; undefined while it is. Judged as the calendar judges it. */
export function settledOn(
  { visits, excusedOn }: MissedMonth,
  month: Period,
  roster: OnRoster | undefined,
  rules: Rules,
): LocalDate | undefined {
  const stays = roster?.stays ?? [];
  const days = visits.filter(({ at }) => countsFor(month, at, stays)).map(({ enteredOn }) => enteredOn);
  if (excusedOn !== undefined) days.push(excusedOn);
  if (roster?.correctedOn !== undefined && !isDueMonth(month, stays, rules)) days.push(roster.correctedOn);
  return days.sort()[0];
}
