import { RuleBroken } from '../../platform/rule-broken.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** A text that must say something: the door seals nothing for blanks alone, here its absence is judged. */
export function assertWritten(text: SealedBox | undefined, what: string, pointer: string): SealedBox {
  if (text === undefined) throw new RuleBroken('text-needed', `${what}不能为空`, pointer);
  return text;
}
