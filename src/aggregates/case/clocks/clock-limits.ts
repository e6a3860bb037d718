import type { Deadline } from '../../../platform/calendar/deadline.js';
import {
  cutOffOfMonth,
  dueAfterCalendarDays,
  dueAfterHours,
  dueAfterMonths,
  dueAfterWorkingDays,
} from '../../../platform/calendar/deadline.js';
import { epochDayOf } from '../../../platform/calendar/epoch-day.js';
import {
  addDays,
  endOfDay,
  epochMillisOf,
  localDateOf,
  monthOf,
  plusMillis,
  startOfDay,
} from '../../../platform/calendar/local-date.js';
import type { Parameters, Rules } from '../../../platform/change/given.js';
import type { Instant, LocalDate } from '../../../platform/fact.js';
import type { CaseClock } from './case-clocks.js';
import type { ClockKind } from './clock-kinds.js';

/** Units of the limits: elapsed hours, working days, calendar days, months, the day that a fact names, or a month with its cut-off. */
type Unit = 'HOURS' | 'WORKDAYS' | 'DAYS' | 'MONTHS' | 'NAMED' | 'MONTH';

export interface ClockDue extends Deadline {
  readonly dueOn: LocalDate;
  /** From here on it is amber. */
  readonly amberAt: Instant;
  /** Id of the parameter it is counted by. */
  readonly parameter: string;
  /** The shorter limit a township has promised in its service guide, where there is one. */
  readonly promised?: Deadline & { readonly dueOn: LocalDate };
}

export const levelNames = { GREEN: '正常', AMBER: '临近期限', RED: '逾期' } as const;
export type Level = keyof typeof levelNames;

/** Service guides promise a day for the whole of an application only. */
const PROMISED: readonly ClockKind[] = ['DECISION'];

/**
 * When a clock is due by the rules in force: the calendar as published last, the parameters of the day. One whose breach
 * was written keeps the end it was missed by, whatever is published later.
 */
export function dueOf(clock: CaseClock, rules: Rules): ClockDue {
  const { parameter, unit } = limitOf(clock, rules.parameters);
  const statutory = dated(counted(clock, unit, rules, parameter));
  const named = fixed(clock, unit) ?? statutory;
  return {
    ...named,
    amberAt: amberFrom(clock, named, unit, rules),
    parameter,
    ...(PROMISED.includes(clock.kind) ? { promised: dated(counted(clock, unit, rules, `${parameter}-PROMISED`)) } : {}),
  };
}

/** Green, amber from a fifth of the period before the end or once the promised day has passed, red after the end. */
export function levelOf({ dueAt, amberAt, promised }: ClockDue, now: Instant): Level {
  if (now > dueAt) return 'RED';
  return now >= amberAt || (promised !== undefined && now > promised.dueAt) ? 'AMBER' : 'GREEN';
}

/**
 * Whether the breach of a clock is still to be written: it ran out by a published calendar, and what it waited for was
 * not recorded by then. One that has ended is judged by the rulebook it ended under and by no later one.
 */
export function isBreached(clock: CaseClock, due: ClockDue, now: Instant, version: number): boolean {
  const { dueAt, provisional } = due;
  if (clock.missedAt !== undefined || provisional || now <= dueAt || endsBefore(clock, due)) return false;
  if (clock.closedAt === undefined) return true;
  return clock.closedAt > dueAt && clock.closedUnder === String(version);
}

/** Whether something is still to be done: it was not, and what it is about does not end by itself before. */
export function isAwaited(clock: CaseClock, due: ClockDue): boolean {
  return clock.closedAt === undefined && !endsBefore(clock, due);
}

function endsBefore({ lastOn }: CaseClock, { dueOn }: ClockDue): boolean {
  return lastOn !== undefined && lastOn < dueOn;
}

function limitOf({ kind, path, reviewEvery }: CaseClock, parameters: Parameters): { parameter: string; unit: Unit } {
  const tekun = path === 'TEKUN';
  switch (kind) {
    case 'FIRST_RESPONSE':
      return { parameter: 'NOTICE-1ST', unit: 'HOURS' };
    case 'EMERGENCY_AID':
      return { parameter: 'TMP-FAST', unit: 'DAYS' };
    case 'PAPERWORK':
      return { parameter: 'TMP-PAPERS', unit: 'WORKDAYS' };
    case 'CHECK_START':
      return { parameter: 'DIB-START', unit: 'WORKDAYS' };
    case 'TOWN_OPINION':
      return { parameter: 'TEK-TOWN', unit: 'WORKDAYS' };
    case 'PUBLIC_NOTICE':
      return { parameter: tekun ? 'TEK-NOTICE' : 'DIB-NOTICE', unit: 'NAMED' };
    case 'OBJECTION':
      return { parameter: 'OBJECTION', unit: 'WORKDAYS' };
    case 'BUREAU_DECISION':
      return { parameter: tekun ? 'TEK-COUNTY' : 'DIB-COUNTY', unit: 'WORKDAYS' };
    case 'DECISION':
      return { parameter: totalOf(path, parameters), unit: 'WORKDAYS' };
    case 'REFUSAL_NOTICE':
      return { parameter: tekun ? 'TEK-REFUSE' : 'DIB-REFUSE', unit: 'WORKDAYS' };
    case 'REFERRAL':
      return { parameter: 'REFERRAL', unit: 'WORKDAYS' };
    case 'STATUS':
      return { parameter: 'RIG-VALID', unit: 'NAMED' };
    case 'REVIEW':
      return { parameter: tekun ? 'TEK-REVIEW' : reviewOf(reviewEvery), unit: 'MONTHS' };
    case 'CARE_AGREEMENT':
      return { parameter: 'CARE-AGREEMENT', unit: 'NAMED' };
    case 'CARE_FOLLOW_UP':
      return { parameter: 'LATE-CUTOFF', unit: 'MONTH' };
  }
}

/** From the acceptance to the decision; of 低保 shorter where the township confirms (L2 art. 22, L7 四(一)). */
function totalOf(path: string | undefined, parameters: Parameters): string {
  if (path === 'TEKUN') return 'TEK-TOTAL';
  if (path === 'RIGID_EXP') return 'RIG-TOTAL';
  if (path === 'TEMPORARY') return 'TMP-SPEND';
  return parameters.number('DIB-CONFIRM-BUREAU') === 0 ? 'DIB-TOTAL-TOWN' : 'DIB-TOTAL';
}

/** Yearly, half-yearly where the income is unstable or somebody could work (L2 art. 31). */
function reviewOf(reviewEvery: string | undefined): string {
  return reviewEvery === 'UNSTABLE' ? 'DIB-REVIEW-SHORT' : 'DIB-REVIEW';
}

function counted({ startedAt, until }: CaseClock, unit: Unit, rules: Rules, parameter: string): Deadline {
  const start = localDateOf(startedAt);
  const { parameters, calendar } = rules;
  switch (unit) {
    case 'HOURS':
      return dueAfterHours(startedAt, parameters.number(parameter));
    case 'WORKDAYS':
      return dueAfterWorkingDays(start, parameters.number(parameter), calendar);
    case 'DAYS':
      return dueAfterCalendarDays(start, parameters.number(parameter), calendar);
    case 'MONTHS':
      return dueAfterMonths(start, parameters.number(parameter));
    case 'NAMED':
      return ofDay(until ?? start);
    case 'MONTH':
      return cutOffOfMonth(monthOf(until ?? start), parameters.number(parameter), calendar);
  }
}

function fixed({ missedAt, until }: CaseClock, unit: Unit): (Deadline & { readonly dueOn: LocalDate }) | undefined {
  if (missedAt !== undefined) return { dueOn: localDateOf(missedAt), dueAt: missedAt, provisional: false };
  return until === undefined || unit === 'MONTH' ? undefined : dated(ofDay(until));
}

/** A day that stands in a fact waits for no calendar. */
function ofDay(dueOn: LocalDate): Deadline {
  return { dueOn, dueAt: endOfDay(dueOn), provisional: false };
}

function dated(deadline: Deadline): Deadline & { readonly dueOn: LocalDate } {
  return { ...deadline, dueOn: deadline.dueOn ?? localDateOf(deadline.dueAt) };
}

/** The last fifth of the period, at least one working day; of hours the last fifth of them (rules.md). */
function amberFrom(
  { startedAt, until }: CaseClock,
  { dueOn, dueAt }: Deadline & { readonly dueOn: LocalDate },
  unit: Unit,
  { calendar }: Rules,
): Instant {
  const start = localDateOf(startedAt);
  if (unit === 'HOURS') return plusMillis(dueAt, Math.round((epochMillisOf(startedAt) - epochMillisOf(dueAt)) / 5));
  if (unit === 'WORKDAYS' && until === undefined) {
    const fifth = Math.ceil(calendar.workingDaysBetween(start, dueOn) / 5);
    return startOfDay(calendar.addWorkingDays(dueOn, -Math.max(1, fifth)).date);
  }
  const byDays = addDays(dueOn, -Math.ceil((epochDayOf(dueOn) - epochDayOf(start)) / 5));
  const workday = calendar.addWorkingDays(dueOn, -1).date;
  return startOfDay(byDays < workday ? byDays : workday);
}
