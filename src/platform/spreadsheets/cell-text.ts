import { withoutNoncharacters } from '../identity/invisible.js';

/** A cell holds this many UTF-16 units; a longer one makes the whole file "damaged". */
export const LONGEST_CELL_TEXT = 32_767;
/** And this many line feeds; further ones become blanks. */
export const MOST_LINE_FEEDS = 253;
export const CUT_MARK = '…（内容过长，已截断）';

const LINE_BREAKS = /\r\n|[\r\v\f\u0085\u2028\u2029]/gu;
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu;

/**
 * What a spreadsheet program takes for the beginning of a formula when it reads or types the text anew: = + - @, their
 * full-width and small forms (Chinese input methods produce them, some programs fold them), also behind blanks and
 * invisible characters; and a tab or line break in front, which importers strip.
 */
const LIKE_A_FORMULA =
  /^(?:[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫\u2212]|[\t\n])/u;

/** `_x000D_` in a sheet's XML means the character U+000D; the text `_x000D_` itself is written `_x005F_x000D_`. */
const LIKE_AN_ESCAPE = /_(?=x[0-9a-fA-F]{4}_)/gu;

/**
 * Any text as a cell may hold it. Characters that no XML file may contain are taken out (controls, noncharacters) or
 * shown as U+FFFD (half a surrogate pair); line breaks become LF; emoji stay.
 *
 * A text that looks like a formula gets an apostrophe in front, as a character of the text. The cell's own type (string)
 * and format (@) already keep the spreadsheet program from evaluating it, but both are lost when the clerk saves the
 * sheet as CSV and opens that, which is how lists travel between offices; so would be the `quotePrefix` style (which
 * exceljs cannot write besides). The apostrophe survives. Ids, codes and phones never begin that way and stay
 * character-equal.
 */
export function cellText(text: string): string {
  const legal = withoutNoncharacters(text.toWellFormed().replace(LINE_BREAKS, '\n').replace(CONTROLS, ''));
  const harmless = LIKE_A_FORMULA.test(legal) ? `'${legal}` : legal;
  return cutToCell(harmless).replace(LIKE_AN_ESCAPE, '_x005F_');
}

function cutToCell(text: string): string {
  const lines = text.split('\n');
  const few = lines.length - 1 <= MOST_LINE_FEEDS ? text : joinedFrom(lines);
  if (few.length <= LONGEST_CELL_TEXT) return few;
  return few.slice(0, LONGEST_CELL_TEXT - CUT_MARK.length).replace(/\p{Cs}$/u, '') + CUT_MARK;
}

function joinedFrom(lines: readonly string[]): string {
  return [...lines.slice(0, MOST_LINE_FEEDS), lines.slice(MOST_LINE_FEEDS).join(' ')].join('\n');
}
