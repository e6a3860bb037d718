/** One cell of a line above the table: its text and the columns it covers, counted from 1, both included. */
export interface SpreadCell {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly isLabel: boolean;
}

/** Height of one line of the table's text, in points. */
const LINE_HEIGHT = 13.5;
/** No program lets a row be taller: a column of long texts must be wide enough. */
const TALLEST_ROW = 409;

/**
 * Lays `label, value, label, value …` over the table's columns, whatever their widths: labels get the room their text
 * needs, values share the rest. A line with more cells than columns is broken into several, pairs kept together.
 */
export function spread(line: readonly string[], widths: readonly number[]): SpreadCell[][] {
  const most = Math.max(2, widths.length - (widths.length % 2));
  if (line.length > most) return [...spread(line.slice(0, most), widths), ...spread(line.slice(most), widths)];
  if (line.length === 0) return [];
  if (widths.length < line.length) return [[{ text: line.join('：'), from: 1, to: widths.length, isLabel: false }]];
  return [placed(line, roomFor(line, sum(widths)), widths)];
}

/** Height in points of a text that is wrapped in a cell of this width (half-width characters a line). */
export function heightFor(text: string, width: number, lineHeight: number = LINE_HEIGHT): number {
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(textWidth(line) / Math.max(1, width)));
  return Math.min(TALLEST_ROW, lines * lineHeight + 3);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function roomFor(line: readonly string[], total: number): number[] {
  const labels = sum(line.map((text, index) => (index % 2 === 0 ? textWidth(text) + 2 : 0)));
  const values = Math.floor(line.length / 2);
  const rest = Math.max(total - labels, total / 3) / Math.max(1, values);
  return line.map((text, index) => (index % 2 === 0 ? textWidth(text) + 2 : rest));
}

/** Each cell ends with the first column that gives it its room, but leaves at least one to each cell behind it. */
function placed(line: readonly string[], room: readonly number[], widths: readonly number[]): SpreadCell[] {
  let next = 1;
  return line.map((text, index) => {
    const from = next;
    const behind = line.length - 1 - index;
    let covered = widths[from - 1] ?? 0;
    let to = from;
    while (to < widths.length - behind && (behind === 0 || covered < (room[index] ?? 0))) covered += widths[to++] ?? 0;
    next = to + 1;
    return { text, from, to, isLabel: index % 2 === 0 };
  });
}

/** In half-width characters. */
function textWidth(text: string): number {
  let width = 0;
  for (const char of text) width += (char.codePointAt(0) ?? 0) < 0x2e80 ? 1 : 2;
  return width;
}
