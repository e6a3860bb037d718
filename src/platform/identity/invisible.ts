/**
 * Characters nobody sees and that get in by copying from chats, sheets and web pages.
 * Written as ranges, not as `\p{…}` where a class depends on the Unicode version of the runtime: what is stored or
 * hashed must not change with the version of Node.
 */

const ZERO_WIDTH =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u2060-\\u2065\\u206a-\\u206f\\u3164\\ufeff\\uffa0';
const DIRECTION_MARKS = '\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069';
const JOINERS = '\\u200c\\u200d';
const VARIATION_SELECTORS = '\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}';
const TAGS = '\\u{e0000}-\\u{e007f}';
const NONCHARACTERS = `\\ufdd0-\\ufdef${Array.from({ length: 17 }, (_, plane) => `\\u{${(plane * 0x10000 + 0xfffe).toString(16)}}\\u{${(plane * 0x10000 + 0xffff).toString(16)}}`).join('')}`;

const INVISIBLE = new RegExp(`[${ZERO_WIDTH}${DIRECTION_MARKS}${JOINERS}${VARIATION_SELECTORS}${TAGS}]`, 'gu');
const INVISIBLE_IN_PROSE = new RegExp(`[${ZERO_WIDTH}${DIRECTION_MARKS}]`, 'gu');
const NONCHARACTER = new RegExp(`[${NONCHARACTERS}]`, 'gu');

/** For names and numbers: variation selectors go too, else one name has several spellings and is not found. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** For prose: joiners, selectors and tags stay, they make one emoji or glyph out of several characters. */
export function withoutInvisibleInProse(text: string): string {
  return text.replace(INVISIBLE_IN_PROSE, '');
}

/** U+FFFE and its kind may not stand in any XML file, hence in no sheet. */
export function withoutNoncharacters(text: string): string {
  return text.replace(NONCHARACTER, '');
}

/** Half of a surrogate pair: no character at all, and JSON, UTF-8 and databases each do something else with it. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Cs}/u.test(text);
}
