import type { LocalDate } from '../fact.js';

/**
 * What a table says about itself, as plain description: a view lists columns and rows, `writeWorkbook` makes the file.
 *
 * Kinds of cells:
 * - `text`: ids, codes, phones, names, remarks. Stored as text in a text-formatted cell, so that 0079 stays 0079.
 * - `integer`: a number, unless it has more digits than a sheet keeps (15) or is a text such as a mask: then text.
 * - `date`: `YYYY-MM-DD` as a real date cell of that day, whatever the zone of the server or of the reader.
 * - `month`: `1958-03` as text. A sheet has no months: a date cell would invent a day.
 * - `instant`: an ISO instant as date and time of Asia/Shanghai, cut to the minute (the cell holds what the eye sees).
 * A value that is not of the kind (`***`, 不详) is written as text, never guessed at.
 */
export type CellKind = 'text' | 'integer' | 'date' | 'month' | 'instant';

export type CellValue = string | number | boolean | null | undefined;

export interface Column<R> {
  readonly heading: string;
  /** Neighbours with the same group share a merged upper heading. */
  readonly group?: string;
  /** In half-width characters: a Chinese character takes two. */
  readonly width: number;
  readonly kind: CellKind;
  /** `index` counts the rows of this sheet from 0: the 序号 column is `(_, index) => index + 1`. */
  value(row: R, index: number): CellValue;
  /** Offered as a list when the cell is edited; other entries are asked about, not forbidden (several may be joined). */
  readonly choices?: readonly string[];
}

export interface SheetFooter {
  /** Up to where the log was read, in words or as a position. */
  readonly anchor: string;
  /** When the sheet was made; a stored instant is shown in local time, any other text as it stands. */
  readonly at: string;
  /** `contentHash` of the sealed rows, so that the sheet can be compared with the log later. */
  readonly contentHash: string;
  /** Printed on every page and below the table. */
  readonly watermark?: string;
}

export interface SheetLayout<R> {
  /** Wish for the tab's name; `writeWorkbook` makes it valid and unique. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly period: string;
  readonly filledBy: string;
  readonly reviewedBy: string;
  readonly filledOn: LocalDate;
  readonly orientation: 'landscape' | 'portrait';
  readonly columns: readonly Column<R>[];
  readonly rows: Iterable<R> | AsyncIterable<R>;
  /** Ruled rows for entry by hand, all cells text. */
  readonly emptyRows?: number;
  /** Lines above the table: label, value, label, value … */
  readonly header?: readonly (readonly string[])[];
  readonly footer: SheetFooter;
}
