import type { LocalDate } from '../fact.js';

/**
 * Calendar arithmetic on whole days (proleptic Gregorian), as integers since 1970-01-01.
 * Plain arithmetic instead of `Date` or Temporal: it is exact, knows no time zone of the machine, and folds call it
 * hundreds of thousands of times.
 */

export const DAY_MILLIS = 86_400_000;

/** Days that people can enter; beyond them a date is a typing error, and sums would leave the four-digit year. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2199;

const DAYS_PER_ERA = 146_097;

/** Days since 1970-01-01. `month` 1–12; the eras of 400 years begin on 1 March, so that 29 February comes last. */
export function epochDayOfParts(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - 719_468;
}

/** Days since 1970-01-01 of a local date. Throws RangeError for a text that has not the form of a date. */
export function epochDayOf(date: LocalDate): number {
  const day = epochDayOfParts(yearNumberOf(date), twoDigits(date, 5), twoDigits(date, 8));
  if (date.length !== 10 || Number.isNaN(day)) throw new RangeError('不是本地日期（应为 YYYY-MM-DD）');
  return day;
}

export function localDateOfEpochDay(epochDay: number): LocalDate {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return localDateOfParts(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

export function localDateOfParts(year: number, month: number, day: number): LocalDate {
  return `${fourDigitText(year)}-${twoDigitText(month)}-${twoDigitText(day)}`;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(epochDay: number): number {
  return (((epochDay + 4) % 7) + 7) % 7;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The number made of the two digits at `at`; NaN when there are none. */
export function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** The year at the head of a date, month, period or instant; NaN when there is none. */
export function yearNumberOf(text: string): number {
  return twoDigits(text, 0) * 100 + twoDigits(text, 2);
}

export function twoDigitText(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function fourDigitText(value: number): string {
  return value >= 1000 ? `${value}` : `${value}`.padStart(4, '0');
}
