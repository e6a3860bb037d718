import { endOfDay, localDateOf } from '../../platform/calendar/local-date.js';
import { isOverdue } from '../../platform/calendar/deadline.js';
import type { WorkCalendar } from '../../platform/calendar/work-calendar.js';
import type { Instant, LocalDate } from '../../platform/fact.js';

/** OPEN and OVERDUE: no submission stands; ON_TIME and LATE: one does, accepted or waiting for the bureau. */
export interface FilingTiming {
  readonly timing: 'OPEN' | 'OVERDUE' | 'ON_TIME' | 'LATE';
  /** Working days after the last day, by the published calendar; a late filing on a rest day may have none. */
  readonly lateWorkingDays: number;
  /** True while a day that was counted lies in a year whose calendar is not published. */
  readonly provisional: boolean;
}

/** What counts is when the standing submission was recorded, whenever it is accepted; the day runs to 24:00. */
export function filingTiming(
  dueOn: LocalDate,
  submittedAt: Instant | undefined,
  now: Instant,
  calendar: WorkCalendar,
): FilingTiming {
  const at = submittedAt ?? now;
  const day = localDateOf(at);
  const late = isOverdue(endOfDay(dueOn), at);
  const timing = submittedAt === undefined ? (late ? 'OVERDUE' : 'OPEN') : late ? 'LATE' : 'ON_TIME';
  return {
    timing,
    lateWorkingDays: calendar.workingDaysBetween(dueOn, day),
    provisional: calendar.isProvisionalBetween(dueOn, day),
  };
}
