import { startOfDay } from '../../platform/calendar/local-date.js';
import type { Given } from '../../platform/change/given.js';
import type { LocalDate } from '../../platform/fact.js';
import { RuleBroken } from '../../platform/rule-broken.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** Nothing is recorded before it happened (I-22). */
export function assertHappenedOn(on: LocalDate, { now }: Pick<Given<unknown>, 'now'>): void {
  if (startOfDay(on) > now) throw new RuleBroken('I-22', '发生日期晚于今天，不能登记尚未发生的事', '/on');
}

/** A township looks after its own villages alone (I-02). */
export function assertVillageOf(
  townCode: string,
  villageCode: string,
  { rules: { divisions } }: Pick<Given<unknown>, 'rules'>,
  pointer = '/villageCode',
): void {
  if (divisions.townOf(villageCode) !== townCode)
    throw new RuleBroken('I-02', '不是本乡镇(街道)的村(社区)', pointer);
}

/** A text that must say something: the door seals nothing for blanks alone, here its absence is judged. */
export function assertWritten(text: SealedBox | undefined, what: string, pointer: string): SealedBox {
  if (text === undefined) throw new RuleBroken('text-needed', `${what}不能为空`, pointer);
  return text;
}
