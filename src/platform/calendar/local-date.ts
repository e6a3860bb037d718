import type { Instant, LocalDate, Period } from '../fact.js';
import {
  DAY_MILLIS,
  FIRST_YEAR,
  LAST_YEAR,
  daysInMonth,
  epochDayOf,
  localDateOfEpochDay,
  localDateOfParts,
  twoDigits,
  twoDigitText,
  yearNumberOf,
} from './epoch-day.js';

/**
 * Days, months and instants as the bureau counts them: Asia/Shanghai.
 *
 * That zone has been UTC+8 without summer time since 1991-09-15, so a fixed shift is exact for every instant from
 * 1992-01-01 on (the system's first business day is far later). Older instants are accepted and shifted by the same
 * eight hours. Everything is arithmetic on the text; neither `Date` nor the machine's time zone takes part.
 * `Instant` below means the one stored form, `2026-09-30T15:40:00.000Z`; texts from outside go through `toInstant`.
 */

const SHIFT_HOURS = 8;
/** At this hour of UTC the next local day begins. */
const NEXT_DAY_HOUR = 24 - SHIFT_HOURS;

// ── instants ──────────────────────────────────────────────────────────────────────────────────────────────────────

// RFC 3339: seconds and an offset are required, letters are capitals.
const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;

/**
 * Reads an ISO-8601 instant with `Z` or an offset (at most ±14:00) into the stored form; undefined for anything else.
 * Fractions beyond milliseconds are cut, never rounded: rounding could carry 23:59:59.9999 over a deadline.
 */
export function toInstant(text: unknown): Instant | undefined {
  if (typeof text !== 'string') return undefined;
  const parts = INSTANT.exec(text);
  if (!parts) return undefined;
  const [, date = '', hours, minutes, seconds, fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] = parts;
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  const offset = Number(offsetHours) * 60 + Number(offsetMinutes);
  if (!isRealDay(date) || hour > 23 || minute > 59 || second > 59 || Number(offsetMinutes) > 59 || offset > 14 * 60) {
    return undefined;
  }
  const ofDay = ((hour * 60 + minute) * 60 + second) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  const shift = (sign === '-' ? -offset : offset) * 60_000;
  const instant = instantOfEpochMillis(epochDayOf(date) * DAY_MILLIS + ofDay - shift);
  return isLocalDate(localDateOf(instant)) ? instant : undefined;
}

export function isInstant(text: unknown): text is string {
  return toInstant(text) !== undefined;
}

/** Negative when `a` is earlier. The stored form has one length, so its texts order like the instants. */
export function compareInstants(a: Instant, b: Instant): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function epochMillisOf(instant: Instant): number {
  assertStoredForm(instant);
  const seconds = (twoDigits(instant, 11) * 60 + twoDigits(instant, 14)) * 60 + twoDigits(instant, 17);
  const millis = (instant.charCodeAt(20) - 48) * 100 + twoDigits(instant, 21);
  return epochDayOf(instant.slice(0, 10)) * DAY_MILLIS + seconds * 1000 + millis;
}

export function instantOfEpochMillis(epochMillis: number): Instant {
  const epochDay = Math.floor(epochMillis / DAY_MILLIS);
  const ofDay = epochMillis - epochDay * DAY_MILLIS;
  const seconds = Math.floor(ofDay / 1000);
  const minutes = Math.floor(seconds / 60);
  const clock = `${twoDigitText(Math.floor(minutes / 60))}:${twoDigitText(minutes % 60)}:${twoDigitText(seconds % 60)}`;
  return `${localDateOfEpochDay(epochDay)}T${clock}.${`${ofDay % 1000}`.padStart(3, '0')}Z`;
}

/** The instant `millis` milliseconds later (or earlier, when negative). */
export function plusMillis(instant: Instant, millis: number): Instant {
  return instantOfEpochMillis(epochMillisOf(instant) + millis);
}

// ── between instants and local days ───────────────────────────────────────────────────────────────────────────────

export function localDateOf(instant: Instant): LocalDate {
  assertStoredForm(instant);
  const date = instant.slice(0, 10);
  return twoDigits(instant, 11) < NEXT_DAY_HOUR ? date : addDays(date, 1);
}

export function monthOfInstant(instant: Instant): Period {
  return monthOf(localDateOf(instant));
}

/** Local hour 0–23 of an instant. */
export function hourOfDay(instant: Instant): number {
  assertStoredForm(instant);
  return (twoDigits(instant, 11) + SHIFT_HOURS) % 24;
}

/** The local clock hour an instant falls into, as a key that orders like time: `2026-09-30T23`. */
export function clockHourOf(instant: Instant): string {
  return `${localDateOf(instant)}T${twoDigitText(hourOfDay(instant))}`;
}

export function startOfDay(date: LocalDate): Instant {
  return `${addDays(date, -1)}T16:00:00.000Z`;
}

/** The last millisecond of a local day: "24:00" of a deadline. */
export function endOfDay(date: LocalDate): Instant {
  assertDate(date);
  return `${date}T15:59:59.999Z`;
}

// ── days ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A day that exists, from 1900 to 2199. */
export function isLocalDate(text: unknown): text is LocalDate {
  return typeof text === 'string' && isRealDay(text) && isYearInRange(yearNumberOf(text));
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return localDateOfEpochDay(epochDayOf(date) + days);
}

/** 民法典 art. 202: the corresponding day of the month reached; where it has none, that month's last day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  assertDate(date);
  const { year, month } = monthParts(monthNumber(date) + months);
  return localDateOfParts(year, month, Math.min(twoDigits(date, 8), daysInMonth(year, month)));
}

export function addYears(date: LocalDate, years: number): LocalDate {
  return addMonths(date, years * 12);
}

// ── periods: months `2026-09`, quarters `2026-Q3`, years `2026` ───────────────────────────────────────────────────

export function isMonth(text: unknown): text is Period {
  return typeof text === 'string' && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) && isYearInRange(yearNumberOf(text));
}

export function isPeriod(text: unknown): text is Period {
  if (isMonth(text)) return true;
  return typeof text === 'string' && /^\d{4}(?:-Q[1-4])?$/.test(text) && isYearInRange(yearNumberOf(text));
}

export function monthOf(date: LocalDate): Period {
  return date.slice(0, 7);
}

/** The quarter of a day or of a month. */
export function quarterOf(dateOrMonth: LocalDate): Period {
  return `${dateOrMonth.slice(0, 4)}-Q${Math.ceil(twoDigits(dateOrMonth, 5) / 3)}`;
}

/** The year of a day or of any period. */
export function yearOf(dateOrPeriod: LocalDate): Period {
  return dateOrPeriod.slice(0, 4);
}

/** The first day of a month, quarter or year. */
export function firstDayOf(period: Period): LocalDate {
  return `${monthOfPeriod(period, 'first')}-01`;
}

/** The last day of a month, quarter or year. */
export function lastDayOf(period: Period): LocalDate {
  const month = monthOfPeriod(period, 'last');
  return `${month}-${twoDigitText(daysInMonth(yearNumberOf(month), twoDigits(month, 5)))}`;
}

export function nextMonth(month: Period): Period {
  return monthText(monthNumber(month) + 1);
}

export function previousMonth(month: Period): Period {
  return monthText(monthNumber(month) - 1);
}

/** Every month from the one of `from` to the one of `to`, both included; each may be a day or a month. */
export function monthsBetween(from: LocalDate, to: LocalDate): Period[] {
  const first = monthNumber(from);
  const count = monthNumber(to) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => monthText(first + index));
}

// ── inside ────────────────────────────────────────────────────────────────────────────────────────────────────────

function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const [year, month, day] = [yearNumberOf(text), twoDigits(text, 5), twoDigits(text, 8)];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function isYearInRange(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function monthNumber(dateOrMonth: string): number {
  const number = yearNumberOf(dateOrMonth) * 12 + twoDigits(dateOrMonth, 5) - 1;
  if (Number.isNaN(number)) throw new RangeError('不是月份或日期（应为 YYYY-MM 或 YYYY-MM-DD）');
  return number;
}

function monthParts(number: number): { year: number; month: number } {
  const year = Math.floor(number / 12);
  return { year, month: number - year * 12 + 1 };
}

function monthText(number: number): Period {
  const { year, month } = monthParts(number);
  return localDateOfParts(year, month, 1).slice(0, 7);
}

function monthOfPeriod(period: Period, which: 'first' | 'last'): Period {
  if (period.length === 4) return `${period}-${which === 'first' ? '01' : '12'}`;
  if (period.charAt(5) !== 'Q') return period;
  const quarter = Number(period.charAt(6));
  return `${period.slice(0, 4)}-${twoDigitText(which === 'first' ? quarter * 3 - 2 : quarter * 3)}`;
}

function assertDate(date: LocalDate): void {
  epochDayOf(date);
}

/** A text with an offset would be read eight hours wrong without anybody noticing: better a fault at once. */
function assertStoredForm(instant: Instant): void {
  if (instant.length !== 24 || instant.charCodeAt(23) !== 90 || instant.charCodeAt(10) !== 84) {
    throw new RangeError('不是时刻的存储形式（应为 UTC 毫秒形式，先经 toInstant 归一）');
  }
}
