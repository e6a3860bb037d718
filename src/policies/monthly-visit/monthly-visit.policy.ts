import { dueMonths, dutyOf } from '../../aggregates/household/visits/monthly-duty.js';
import { MissMonthlyVisit } from '../../aggregates/household/visits/miss-monthly-visit.js';
import { lastDayOf, localDateOf, monthOf, previousMonth } from '../../platform/calendar/local-date.js';
import { cutOffOfMonth } from '../../platform/calendar/deadline.js';
import type { Rules } from '../../platform/change/given.js';
import type { Instant, Period } from '../../platform/fact.js';
import { deadlineIdOf } from '../../platform/policies/deadline-id.js';
import type { MonthlyVisitMemory } from './monthly-visit.projection.js';
import { responsibleAt } from './monthly-visit.projection.js';

/**
 * The breach facts still owed for one household at `now` (S15): every due month past its cut-off without a visit, an
 * excuse or an earlier breach fact. A month whose cut-off is provisional (its calendar not yet published) waits.
 */
export function missedVisits(memory: MonthlyVisitMemory, now: Instant, rules: Rules): readonly MissMonthlyVisit[] {
  return dueMonths(memory.listings, now, rules)
    .filter((month) => !memory.missedMonths.includes(month))
    .map((month) => dutyOf(month, memory, now, rules))
    .filter(
      ({ state, cutOff }) =>
        (state === 'MISSED' || state === 'FULFILLED_LATE') && now > cutOff.dueAt && !cutOff.provisional,
    )
    .map(
      ({ month, cutOff }) =>
        new MissMonthlyVisit(
          memory._id,
          deadlineIdOf('monthly-visit', `${memory._id}/${month}`, cutOff.dueAt),
          month,
          cutOff.dueAt,
          responsibleAt(memory.listings, lastDayOf(month)),
        ),
    );
}

/** The next cut-off after `now`: last month's if it lies ahead, else this month's. */
export function nextCutOff(now: Instant, rules: Rules): Instant {
  const month: Period = monthOf(localDateOf(now));
  const workdays = rules.parameters.number('LATE-CUTOFF');
  const previous = cutOffOfMonth(previousMonth(month), workdays, rules.calendar).dueAt;
  return previous >= now ? previous : cutOffOfMonth(month, workdays, rules.calendar).dueAt;
}
