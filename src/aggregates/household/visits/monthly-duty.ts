import { cutOffOfMonth } from '../../../platform/calendar/deadline.js';
import type { Deadline } from '../../../platform/calendar/deadline.js';
import {
  endOfDay,
  firstDayOf,
  lastDayOf,
  localDateOf,
  monthOf,
  monthsBetween,
} from '../../../platform/calendar/local-date.js';
import type { Rules } from '../../../platform/change/given.js';
import type { Instant, LocalDate, Period } from '../../../platform/fact.js';

/**
 * The monthly visit (notice S15) of one household and one month, as a predicate over what is known. Decisions,
 * policies and views ask the same function, so that nobody judges a month differently.
 */
export type DutyState = 'NOT_DUE' | 'OWED' | 'PENDING' | 'FULFILLED' | 'FULFILLED_LATE' | 'MISSED' | 'EXCUSED';

export const dutyNames: Readonly<Record<DutyState, string>> = {
  NOT_DUE: '不在册',
  OWED: '应访',
  PENDING: '待录',
  FULFILLED: '已访',
  FULFILLED_LATE: '迟录',
  MISSED: '漏访',
  EXCUSED: '免访',
};

/** Where a family lives from that day on. */
export interface Stay {
  readonly townCode: string;
  readonly villageCode: string;
  readonly from: LocalDate;
}

/**
 * Where a month belongs: who moved in on or before the 15th (parameter LISTING-LAST-DAY) takes it along, who moved in
 * later leaves it to the old village (project default). `stays` oldest first; the month a family came from nowhere is
 * its first village's.
 */
export function stayOfMonth<S extends Pick<Stay, 'from'>>(
  stays: readonly S[],
  month: Period,
  rules: Rules,
): S | undefined {
  return stayOn(stays, `${month}-${lastListingDay(rules)}`);
}

/** Where the family lived on that day; the day of a move is the new village's. */
export function stayOn<S extends Pick<Stay, 'from'>>(stays: readonly S[], day: LocalDate): S | undefined {
  return stays.findLast(({ from }) => from <= day) ?? stays[0];
}

export interface DutyFacts {
  readonly listings: readonly { readonly from: LocalDate; readonly until?: LocalDate }[];
  /** Visits where somebody was seen; attempts do not belong here. */
  readonly visits: readonly { readonly occurredAt: Instant; readonly recordedAt: Instant }[];
  readonly excusedMonths: readonly Period[];
}

export interface Duty {
  readonly month: Period;
  readonly state: DutyState;
  /** The last millisecond at which entering a visit of the month still fulfils it. */
  readonly cutOff: Deadline;
}

/**
 * A month is due when the household was listed in it and not only after the 15th (parameter LISTING-LAST-DAY, project
 * default). Delisting never takes a due month away.
 */
export function isDueMonth(month: Period, listings: DutyFacts['listings'], rules: Rules): boolean {
  return listings.some(
    ({ from, until }) =>
      from <= `${month}-${lastListingDay(rules)}` && (until === undefined || until >= firstDayOf(month)),
  );
}

/** A visit outside every listing interval stands in the ledger and counts for no month (project default). */
export function countsFor(month: Period, occurredAt: Instant, listings: DutyFacts['listings']): boolean {
  const day = localDateOf(occurredAt);
  return (
    monthOf(day) === month && listings.some(({ from, until }) => from <= day && (until === undefined || day <= until))
  );
}

/** The state of one month at `now`, from facts recorded up to then. Borders of months and days: Asia/Shanghai. */
export function dutyOf(month: Period, facts: DutyFacts, now: Instant, rules: Rules): Duty {
  const cutOff = cutOffOfMonth(month, rules.parameters.number('LATE-CUTOFF'), rules.calendar);
  return { month, cutOff, state: stateOf(month, facts, now, cutOff, rules) };
}

function stateOf(month: Period, facts: DutyFacts, now: Instant, cutOff: Deadline, rules: Rules): DutyState {
  if (!isDueMonth(month, facts.listings, rules)) return 'NOT_DUE';
  const entered = facts.visits
    .filter(({ occurredAt }) => countsFor(month, occurredAt, facts.listings))
    .map(({ recordedAt }) => recordedAt);
  if (entered.some((recordedAt) => recordedAt <= cutOff.dueAt)) return 'FULFILLED';
  if (facts.excusedMonths.includes(month)) return 'EXCUSED';
  if (entered.length > 0) return 'FULFILLED_LATE';
  if (now <= endOfDay(lastDayOf(month))) return 'OWED';
  return now <= cutOff.dueAt ? 'PENDING' : 'MISSED';
}

/** Every due month from the first listing to the month of `now`, oldest first. */
export function dueMonths(listings: DutyFacts['listings'], now: Instant, rules: Rules): readonly Period[] {
  const first = listings[0]?.from;
  if (first === undefined) return [];
  const today = localDateOf(now);
  if (first > today) return [];
  return monthsBetween(monthOf(first), monthOf(today)).filter((month) => isDueMonth(month, listings, rules));
}

function lastListingDay(rules: Rules): string {
  return String(rules.parameters.number('LISTING-LAST-DAY')).padStart(2, '0');
}
