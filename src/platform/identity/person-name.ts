import { COMPOUND_SURNAMES } from './compound-surnames.js';
import { hasLoneSurrogate, withoutInvisible, withoutNoncharacters } from './invisible.js';

/** Names of persons: one stored spelling, the family part for search and masks, by what a reader calls a character. */
export type ReadName = { readonly ok: true; readonly name: string } | { readonly ok: false; readonly reason: string };

const LONGEST_NAME = 50;
/** A single "character" can carry hundreds of combining marks; the text itself is bounded before it is looked at. */
const LONGEST_TEXT = 400;
const MIDDLE_DOT = '\u00b7';
const OTHER_DOTS = /[\u2022\u30fb\u2027\uff0e]/g;
// Whatever is not a space, dot, dash or the like. Not `\p{L}`: the newest rare characters are letters only to the
// newest runtime, and a person must not be refused because of the version of Node.
const SOMETHING_READABLE = /[^\s\p{P}\p{S}\p{Z}]/u;
const PLAIN_HAN = /^[\u3400-\u4dbf\u4e00-\u9fff\u00b7]+$/;

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The one stored spelling of a name: NFC, no invisible characters, every middle dot U+00B7, no spaces around. */
export function normaliseName(text: string): string {
  const visible = withoutInvisible(text.normalize('NFC')).replace(OTHER_DOTS, MIDDLE_DOT).trim();
  // Taking a character out can bring two together that compose.
  return visible.normalize('NFC');
}

/** A name as typed, in its stored spelling, or the reason why it is none. */
export function parseName(text: string): ReadName {
  if (text.length > LONGEST_TEXT) return refused(`姓名过长，最多${LONGEST_NAME}个字`);
  if (hasLoneSurrogate(text) || text.includes('\ufffd') || withoutNoncharacters(text) !== text) {
    return refused('姓名中有无法识别的字符，请重新输入');
  }
  const name = normaliseName(text);
  if (name === '') return refused('姓名不能为空');
  if (/[\p{Cc}\u2028\u2029]/u.test(name)) return refused('姓名中不能有换行、制表符等控制字符');
  if (!SOMETHING_READABLE.test(name)) return refused('姓名中没有文字，请重新输入');
  if (graphemesOf(name).length > LONGEST_NAME) return refused(`姓名过长，最多${LONGEST_NAME}个字`);
  return { ok: true, name };
}

/**
 * The family part of a kept name: what stands before the first dot (买买提·艾力 → 买买提), a compound surname where a
 * given name follows it (欧阳娜 → 欧阳, but 欧阳 → 欧), else the first character.
 */
export function surnameOf(name: string): string {
  const dot = name.indexOf(MIDDLE_DOT);
  if (dot > 0) return name.slice(0, dot);
  const compound = name.slice(0, 2);
  if (name.length > 2 && COMPOUND_SURNAMES.has(compound)) return compound;
  return graphemesOf(name)[0] ?? '';
}

/** 张三 → 张**, 买买提·艾力 → 买买提**, a name of one character → *. The number of stars tells nothing. */
export function maskName(name: string): string {
  if (graphemesOf(name).length <= 1) return '*';
  return `${surnameOf(name)}**`;
}

function graphemesOf(text: string): string[] {
  // Segmenting costs a hundred times a split, and nearly every name is plain Han.
  if (PLAIN_HAN.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function refused(reason: string): ReadName {
  return { ok: false, reason };
}
