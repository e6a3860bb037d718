import { startOfDay } from '../../platform/calendar/local-date.js';
import type { Given } from '../../platform/change/given.js';
import type { LocalDate } from '../../platform/fact.js';
import { RuleBroken } from '../../platform/rule-broken.js';

/** Nothing is recorded before it happened (I-22). */
export function assertHappenedOn(on: LocalDate, { now }: Pick<Given<unknown>, 'now'>): void {
  if (startOfDay(on) > now) throw new RuleBroken('I-22', '发生日期晚于今天，不能登记尚未发生的事', '/on');
}
