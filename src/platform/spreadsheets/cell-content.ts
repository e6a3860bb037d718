import { DAY_MILLIS, epochDayOf, twoDigitText } from '../calendar/epoch-day.js';
import { hourOfDay, isLocalDate, localDateOf, toInstant } from '../calendar/local-date.js';
import type { LocalDate } from '../fact.js';
import { cellText } from './cell-text.js';
import type { CellKind, CellValue } from './sheet.js';

/** What stands in a cell and how it is to be shown. `null` is an empty cell, formatted for its kind. */
export interface CellContent {
  readonly value: string | number | null;
  readonly format: CellFormat;
}

export type CellFormat = 'text' | 'integer' | 'fraction' | 'date' | 'instant';

/** The number a spreadsheet gives to 1970-01-01. */
const SERIAL_OF_EPOCH = 25_569;
/** Spreadsheets believe in 1900-02-29: only from this day on do all of them count alike. */
const FIRST_SOUND_DAY: LocalDate = '1900-03-01';
const MOST_EXACT = 1e15;

const EMPTY_FORMAT: Readonly<Record<CellKind, CellFormat>> = {
  text: 'text',
  month: 'text',
  integer: 'integer',
  date: 'date',
  instant: 'instant',
};

/** Throws RangeError for NaN and infinity: they come from a wrong sum, and no sheet can hold them. */
export function cellContent(kind: CellKind, value: CellValue): CellContent {
  if (value === null || value === undefined || value === '') return { value: null, format: EMPTY_FORMAT[kind] };
  if (typeof value === 'boolean') return text(value ? '是' : '否');
  if (typeof value === 'number') return numberContent(kind, value);
  if (kind === 'date' || kind === 'instant') return dayContent(kind, value) ?? text(value);
  return text(value);
}

/** A stored instant in local time, `2026-09-30 23:40`; seconds are cut, for rounding could carry it over midnight. */
export function localMinuteOf(instant: string): string {
  return `${localDateOf(instant)} ${twoDigitText(hourOfDay(instant))}:${instant.slice(14, 16)}`;
}

function text(value: string): CellContent {
  return { value: cellText(value), format: 'text' };
}

function numberContent(kind: CellKind, value: number): CellContent {
  if (!Number.isFinite(value)) throw new RangeError('单元格的数值不是有限数');
  if (kind !== 'integer' || Math.abs(value) >= MOST_EXACT) return text(String(value));
  return { value, format: Number.isInteger(value) ? 'integer' : 'fraction' };
}

function dayContent(kind: 'date' | 'instant', value: string): CellContent | undefined {
  if (isLocalDate(value)) return value < FIRST_SOUND_DAY ? undefined : { value: serialOf(value), format: 'date' };
  const instant = toInstant(value);
  if (instant === undefined) return undefined;
  const day = localDateOf(instant);
  if (day < FIRST_SOUND_DAY) return text(kind === 'date' ? day : localMinuteOf(instant));
  if (kind === 'date') return { value: serialOf(day), format: 'date' };
  const minute = hourOfDay(instant) * 60 + Number(instant.slice(14, 16));
  return { value: serialOf(day) + (minute * 60_000) / DAY_MILLIS, format: 'instant' };
}

/** Counted here and not by a `Date`: the day must not depend on the zone of the server. */
function serialOf(day: LocalDate): number {
  return epochDayOf(day) + SERIAL_OF_EPOCH;
}
