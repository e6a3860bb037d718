import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Given } from '../../../platform/change/given.js';
import type { LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';

/** A group has exactly one leader, and he is civil-affairs staff (I-03). */
export function assertMayLead(civilAffairsStaff: boolean, pointer: string): void {
  if (!civilAffairsStaff) throw new RuleBroken('I-03', '组长须由民政工作人员担任', pointer);
}

/** Only villages of the own township are in a member's charge (I-02). */
export function assertVillagesOf(
  townCode: string,
  villages: readonly string[],
  { rules: { divisions } }: Pick<Given<unknown>, 'rules'>,
  pointer: string,
): void {
  villages.forEach((village, index) => {
    if (divisions.townOf(village) !== townCode)
      throw new RuleBroken('I-02', '只能分管本乡镇(街道)的村(社区)', `${pointer}/${index}`);
  });
}

/** Nothing is recorded before it happened (I-22), nor before the group or the member began. */
export function assertHappenedOn(
  on: LocalDate,
  since: LocalDate | undefined,
  { now }: Pick<Given<unknown>, 'now'>,
): void {
  if (startOfDay(on) > now) throw new RuleBroken('I-22', '发生日期晚于今天，不能登记尚未发生的事', '/on');
  if (since !== undefined && on < since) throw new RuleBroken('out-of-order', `日期早于 ${since}`, '/on');
}
