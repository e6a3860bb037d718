import { localDateOf } from '../../../platform/calendar/local-date.js';
import type { Unit } from '../../../platform/change/aggregate.js';
import type { Instant } from '../../../platform/fact.js';
import type { Household } from '../household.js';

/**
 * Who may write down a visit of that instant: whose household it is now, and whose it was then. A village may still
 * record what happened before the family moved away; of the day of the move both may. Without an instant: any of them.
 */
export function visitedUnits(state: Household, at?: Instant): readonly Unit[] {
  if (state.status !== 'registered') return [];
  const { stays } = state;
  const day = at === undefined ? undefined : localDateOf(at);
  return stays
    .map((stay, index) => ({ ...stay, until: stays[index + 1]?.from }))
    .filter(({ from, until }) => until === undefined || day === undefined || (from <= day && day <= until))
    .map(({ townCode, villageCode }) => ({ townCode, villageCode }));
}
