import type { LocalDate } from '../fact.js';
import { addYears, isLocalDate } from '../calendar/local-date.js';
import { withoutInvisible } from './invisible.js';

/**
 * The citizen's identity number (GB 11643): 6 digits of area, 8 of birth, 3 of sequence, a check digit.
 * No sentence here holds a digit: a refusal is shown, logged and read aloud, and must not give the number away.
 * The area part is not looked up: areas are merged and renamed while the number stays for life.
 */
export type ReadIdNumber =
  { readonly ok: true; readonly idNumber: string } | { readonly ok: false; readonly reason: string };

export type Sex = 'MALE' | 'FEMALE';

/** Project default, along the tests of the categories: 16 (labour capacity), 18 (minor), 60 (elderly), 80 (supplement). */
export type AgeBand = '0-5' | '6-15' | '16-17' | '18-59' | '60-79' | '80+';

const BANDS: readonly (readonly [from: number, band: AgeBand])[] = [
  [80, '80+'],
  [60, '60-79'],
  [18, '18-59'],
  [16, '16-17'],
  [6, '6-15'],
];

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
/** A number with every space the world can put into it is far shorter; longer texts are not worth cleaning. */
const LONGEST_TEXT = 200;

/** Reads a number typed with full-width digits, spaces, invisible characters or a small x; kept with X. */
export function parseIdNumber(text: string): ReadIdNumber {
  if (text.length > LONGEST_TEXT) return refused('身份证号码过长，请填写十八位公民身份号码');
  const number = withoutInvisible(text.normalize('NFKC')).replace(/\s+/gu, '').toUpperCase();
  if (number === '') return refused('身份证号码不能为空');
  if (/^\d{15}$/.test(number)) return refused('十五位身份证号码自二〇一三年起已经停用，请填写十八位公民身份号码');
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) {
    return refused('身份证号码应为十八位：前十七位是数字，最后一位是数字或字母X');
  }
  if (!isLocalDate(birthDateOf(number))) return refused('身份证号码中的出生日期不存在，请核对');
  if (checkDigitOf(number) !== number.charAt(17)) return refused('身份证号码的校验位不对，请逐位核对');
  return { ok: true, idNumber: number };
}

/** Of a number that has been read. */
export function birthDateOf(idNumber: string): LocalDate {
  return `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
}

export function sexOf(idNumber: string): Sex {
  return Number(idNumber.charAt(16)) % 2 === 1 ? 'MALE' : 'FEMALE';
}

/**
 * Full years on a day; negative before birth. A year of life is full on the birthday itself, for those born on
 * 29 February in a common year on the 28th (project default, as 民法典 art. 202 ends years).
 */
export function ageOn(birth: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return addYears(birth, years) <= on ? years : years - 1;
}

/** Unborn on that day counts as the youngest band: a band must never be missing in a list. */
export function ageBandOf(birth: LocalDate, on: LocalDate): AgeBand {
  const age = ageOn(birth, on);
  return BANDS.find(([from]) => age >= from)?.[1] ?? '0-5';
}

/** 民法典 art. 17: under eighteen. */
export function isMinor(birth: LocalDate, on: LocalDate): boolean {
  return ageOn(birth, on) < 18;
}

/** Only the last four stay: the first six and the birth date tell a villager too easily. Anything unread is hidden whole. */
export function maskIdNumber(idNumber: string): string {
  return /^\d{17}[\dX]$/.test(idNumber) ? `${'*'.repeat(14)}${idNumber.slice(14)}` : '*'.repeat(18);
}

function checkDigitOf(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number.charAt(index)), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}

function refused(reason: string): ReadIdNumber {
  return { ok: false, reason };
}
