import type { LocalDate } from '../fact.js';
import { localDateOfParts, localDateOfEpochDay, epochDayOf } from './epoch-day.js';

/**
 * The statutory holidays of a year whose arrangement is not yet published (it appears each November for the year
 * after): 全国年节及纪念日放假办法 art. 2, as amended with effect from 2025-01-01. Without the State Council's
 * exchanges of rest days, which nobody can compute; hence everything derived from it is provisional.
 *
 * The lunar days come from a table and not from the runtime's Chinese calendar: that one has the new year of 2027
 * and of 2030 a day wrong, and a date that stands in facts must not change with the version of Node.
 * Columns: 春节 (first day of the first month), 端午, 中秋. Beyond the table only the solar days are known.
 */
const LUNAR: Readonly<Record<number, readonly [newYear: string, dragonBoat: string, midAutumn: string]>> = {
  2021: ['02-12', '06-14', '09-21'],
  2022: ['02-01', '06-03', '09-10'],
  2023: ['01-22', '06-22', '09-29'],
  2024: ['02-10', '06-10', '09-17'],
  2025: ['01-29', '05-31', '10-06'],
  2026: ['02-17', '06-19', '09-25'],
  2027: ['02-06', '06-09', '09-15'],
  2028: ['01-26', '05-28', '10-03'],
  2029: ['02-13', '06-16', '09-22'],
  2030: ['02-03', '06-05', '09-12'],
  2031: ['01-23', '06-24', '10-01'],
  2032: ['02-11', '06-12', '09-19'],
  2033: ['01-31', '06-01', '09-08'],
  2034: ['02-19', '06-20', '09-27'],
  2035: ['02-08', '06-10', '09-16'],
  2036: ['01-28', '05-30', '10-04'],
  2037: ['02-15', '06-18', '09-24'],
  2038: ['02-04', '06-07', '09-13'],
  2039: ['01-24', '05-27', '10-02'],
  2040: ['02-12', '06-14', '09-20'],
  2041: ['02-01', '06-03', '09-10'],
  2042: ['01-22', '06-22', '09-28'],
  2043: ['02-10', '06-11', '09-17'],
  2044: ['01-30', '05-31', '10-05'],
  2045: ['02-17', '06-19', '09-25'],
  2046: ['02-06', '06-08', '09-15'],
  2047: ['01-26', '05-29', '10-04'],
  2048: ['02-14', '06-15', '09-22'],
  2049: ['02-02', '06-04', '09-11'],
  2050: ['01-23', '06-23', '09-30'],
  2051: ['02-11', '06-13', '09-19'],
  2052: ['02-01', '06-01', '09-07'],
  2053: ['02-19', '06-20', '09-26'],
  2054: ['02-08', '06-10', '09-16'],
  2055: ['01-28', '05-30', '10-05'],
  2056: ['02-15', '06-17', '09-24'],
  2057: ['02-04', '06-06', '09-13'],
  2058: ['01-24', '06-25', '10-02'],
  2059: ['02-12', '06-14', '09-21'],
  2060: ['02-02', '06-03', '09-09'],
};

export function statutoryDaysOf(year: number): readonly LocalDate[] {
  const solar = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `${yearText(year)}-${day}`);
  return [...solar, qingmingOf(year), ...lunarDaysOf(year)].sort();
}

function lunarDaysOf(year: number): LocalDate[] {
  const row = LUNAR[year];
  if (!row) return [];
  const newYear = epochDayOf(`${yearText(year)}-${row[0]}`);
  const springFestival = [-1, 0, 1, 2].map((offset) => localDateOfEpochDay(newYear + offset));
  return [...springFestival, `${yearText(year)}-${row[1]}`, `${yearText(year)}-${row[2]}`];
}

/** 清明, the solar term at 15° of the sun: the usual century formula, right for 1901–2100. */
function qingmingOf(year: number): LocalDate {
  const ofCentury = year % 100;
  const constant = year < 2000 ? 5.59 : 4.81;
  return localDateOfParts(year, 4, Math.floor(ofCentury * 0.2422 + constant) - Math.floor(ofCentury / 4));
}

function yearText(year: number): string {
  return `${year}`.padStart(4, '0');
}
