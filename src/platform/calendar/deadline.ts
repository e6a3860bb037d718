import type { Instant, LocalDate, Period } from '../fact.js';
import { addDays, addMonths, endOfDay, nextMonth, plusMillis } from './local-date.js';
import type { CountedDay, WorkCalendar } from './work-calendar.js';

/**
 * How the bureau counts time limits: 民法典 art. 200–204. The day something starts is not counted (201); a limit in
 * days runs to 24:00 of its last day, so `dueAt` is that day's last millisecond. `provisional` dates wait for the
 * year's calendar: shown and recomputed, but no breach is written on them.
 */
export interface Deadline {
  /** Absent for limits in hours. */
  readonly dueOn?: LocalDate;
  /** The last instant at which doing it is in time. */
  readonly dueAt: Instant;
  readonly provisional: boolean;
}

const HOUR_MILLIS = 3_600_000;

export function dueAfterWorkingDays(start: LocalDate, n: number, calendar: WorkCalendar): Deadline {
  return wholeDay(calendar.addWorkingDays(start, n));
}

/** 民法典 art. 203: a last day that is a holiday or a rest day (not a make-up workday) yields to the next working day. */
export function dueAfterCalendarDays(start: LocalDate, n: number, calendar: WorkCalendar): Deadline {
  const last = addDays(start, n);
  const { workday, provisional } = calendar.isWorkday(last);
  if (workday) return wholeDay({ date: last, provisional });
  const moved = calendar.addWorkingDays(last, 1);
  return wholeDay({ date: moved.date, provisional: provisional || moved.provisional });
}

/** 民法典 art. 202. Limits in months stay on their day, also on a rest day: art. 203 is applied to calendar days only. */
export function dueAfterMonths(start: LocalDate, months: number): Deadline {
  return wholeDay({ date: addMonths(start, months), provisional: false });
}

/** Elapsed hours, holidays and nights included; due at the instant itself. */
export function dueAfterHours(start: Instant, hours: number): Deadline {
  return { dueAt: plusMillis(start, hours * HOUR_MILLIS), provisional: false };
}

/** 24:00 of the n-th working day of the month after: until then a visit may be recorded for `month`. */
export function cutOffOfMonth(month: Period, n = 5, calendar: WorkCalendar): Deadline {
  return wholeDay(calendar.nthWorkdayOfMonth(nextMonth(month), n));
}

/** The one predicate of lateness, everywhere: doing it at `dueAt` itself is still in time. */
export function isOverdue(dueAt: Instant, now: Instant): boolean {
  return now > dueAt;
}

function wholeDay({ date, provisional }: CountedDay): Deadline {
  return { dueOn: date, dueAt: endOfDay(date), provisional };
}
