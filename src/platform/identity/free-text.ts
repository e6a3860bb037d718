import { hasLoneSurrogate, withoutInvisible, withoutInvisibleInProse, withoutNoncharacters } from './invisible.js';

/**
 * Remarks, reasons, findings: what people write freely.
 * Removed without a word, for nobody typed them on purpose: NUL and the other control characters, noncharacters
 * (U+FFFE), zero-width characters, byte-order marks, direction marks. Kept: line breaks (one form, LF; U+000B, U+000C,
 * U+0085, U+2028 and U+2029 become one), tabs, emoji with their joiners. Refused: half of a surrogate pair, for there
 * the text has already been damaged on its way and something is missing.
 */
export type ReadText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

export const LONGEST_FREE_TEXT = 2000;

const LINE_BREAKS = /\r\n|[\r\v\f\u0085\u2028\u2029]/gu;
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu;

/** `longest` counts code points: what a reader sees as one character can be made of any number of them. */
export function normaliseText(text: string, longest: number = LONGEST_FREE_TEXT): ReadText {
  const tooLong = { ok: false, reason: `内容过长，最多${longest}个字` } as const;
  if (text.length > longest * 4 + 1000) return tooLong;
  if (hasLoneSurrogate(text)) return { ok: false, reason: '内容中有损坏的字符，请重新输入' };
  const lines = text.replace(LINE_BREAKS, '\n').replace(CONTROLS, '');
  const kept = withoutInvisibleInProse(withoutNoncharacters(lines)).normalize('NFC').trim();
  return codePointsOf(kept) > longest ? tooLong : { ok: true, text: kept };
}

/**
 * What two notes have in common when they are "identical": letters and digits alone, width and case folded. Empty for
 * a text of punctuation only: such a text has no hash.
 */
export function textForHash(text: string): string {
  const folded = withoutInvisible(withoutNoncharacters(text.normalize('NFKC').toLowerCase()));
  return folded.replace(/[\s\p{P}\p{Z}\p{Cc}\p{Cs}`~^|<>=+$]/gu, '').normalize('NFKC');
}

function codePointsOf(text: string): number {
  let count = 0;
  for (const _character of text) count++;
  return count;
}
