import type { LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { RegisteredHousehold } from '../household.js';

/** No household is monitored from a day before the one on which it last ceased to be. */
export function assertAfterLastMonitoring({ monitorings }: RegisteredHousehold, from: LocalDate): void {
  const before = monitorings.at(-1)?.until;
  if (before !== undefined && from < before)
    throw new RuleBroken('out-of-order', `纳入监测日期早于上次结束日期 ${before}`, '/from');
}
