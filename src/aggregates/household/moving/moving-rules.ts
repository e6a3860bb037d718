import type { Given } from '../../../platform/change/given.js';
import type { LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { RegisteredHousehold } from '../household.js';

/** A move has happened, after the registration and after the last move. */
export function assertMovesOn(
  { registeredOn, stays }: RegisteredHousehold,
  on: LocalDate,
  given: Pick<Given, 'now' | 'rules'>,
): void {
  assertHappenedOn(on, given, '/on');
  if (on < registeredOn) throw new RuleBroken('before-registration', '迁移日期早于该户登记日期', '/on');
  const last = stays.at(-1)?.from ?? registeredOn;
  if (on < last) throw new RuleBroken('out-of-order', `迁移日期早于上次迁入日期 ${last}`, '/on');
}

/** What waits for a second person is decided where it was proposed: whoever takes the household over never saw it. */
export function assertNothingProposed({ open }: RegisteredHousehold): void {
  const { corrections, visitCorrections, excuses, merges, splits } = open;
  if ([corrections, visitCorrections, excuses, merges, splits].some((proposals) => Object.keys(proposals).length > 0)) {
    throw new RuleBroken('proposals-open', '该户还有待复核事项，请先办结');
  }
}
