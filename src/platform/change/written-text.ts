import { RuleBroken } from '../rule-broken.js';
import type { SealedBox } from '../sealing/sealed-box.js';

/**
 * A text that must say something. A box does not show whether it is empty, so the door seals nothing for a text of
 * blanks alone and leaves the field out; here its absence is judged.
 */
export function assertWritten(text: SealedBox | undefined, what: string, pointer: string): SealedBox {
  if (text === undefined) throw new RuleBroken('text-needed', `${what}不能为空`, pointer);
  return text;
}
