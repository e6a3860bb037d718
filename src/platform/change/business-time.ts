import { localDateOf, startOfDay } from '../calendar/local-date.js';
import type { Given } from './given.js';
import type { Instant, LocalDate } from '../fact.js';
import { RuleBroken } from '../rule-broken.js';

type Now = Pick<Given, 'now' | 'rules'>;

/**
 * Nothing is recorded before it happened, nor of a day before the system's first (I-22). The plumbing checks every
 * fact once more; here the refusal names the field, and comes before rules that such a date would only confuse.
 */
export function assertHappened(at: Instant, { now, rules }: Now, pointer: string): void {
  if (at > now) throw new RuleBroken('I-22', '发生时间晚于当前时间，不能登记尚未发生的事', pointer);
  const first = dayOf(rules.parameters.number('EARLIEST-DAY'));
  if (localDateOf(at) < first) throw new RuleBroken('I-22', `发生日期早于系统起始日 ${first}`, pointer);
}

export function assertHappenedOn(on: LocalDate, given: Now, pointer: string): void {
  assertHappened(startOfDay(on), given, pointer);
}

/** The parameter is a number of the form yyyymmdd. */
function dayOf(yyyymmdd: number): LocalDate {
  const text = String(yyyymmdd);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
