import { localDateOf, startOfDay } from '../../platform/calendar/local-date.js';
import type { Given } from '../../platform/change/given.js';
import type { LocalDate } from '../../platform/fact.js';
import { RuleBroken } from '../../platform/rule-broken.js';

/** Nothing is recorded before it happened, nor of a day before the system's first (I-22); named by its field. */
export function assertHappenedOn(
  on: LocalDate,
  { now, rules }: Pick<Given<unknown>, 'now' | 'rules'>,
  pointer: string,
): void {
  if (startOfDay(on) > now) throw new RuleBroken('I-22', '发生日期晚于今天，不能登记尚未发生的事', pointer);
  const first = rules.parameters.number('EARLIEST-DAY');
  if (Number(localDateOf(startOfDay(on)).replaceAll('-', '')) < first)
    throw new RuleBroken('I-22', `发生日期早于系统起始日 ${first}`, pointer);
}

/** What is done in his service is not dated before it began. */
export function assertInService(on: LocalDate, since: LocalDate, pointer = '/on'): void {
  if (on < since) throw new RuleBroken('before-appointment', `日期早于任职起始日 ${since}`, pointer);
}

/** Changes of a coordinator's duty are entered in the order of their days. */
export function assertInOrder(from: LocalDate, changedOn: LocalDate): void {
  if (from < changedOn) throw new RuleBroken('out-of-order', `日期早于上次变动 ${changedOn}`, '/from');
}
