import arrangement from 'chinese-days/dist/chinese-days.json';
import type { LocalDate } from '../fact.js';
import type { YearCalendar } from './work-calendar.js';

/**
 * The State Council's arrangements that a new installation starts with. Only the package's table is read, not its
 * functions: they go through `Date` and would ask the machine's time zone.
 */
export const nationalCalendars: readonly YearCalendar[] = [2024, 2025, 2026].map(nationalCalendar);

function nationalCalendar(year: number): YearCalendar {
  return {
    year,
    holidays: daysOf(year, arrangement.holidays),
    makeUpWorkdays: daysOf(year, arrangement.workdays),
    source: `国务院办公厅关于${year}年部分节假日安排的通知`,
  };
}

function daysOf(year: number, days: Readonly<Record<LocalDate, string>>): LocalDate[] {
  return Object.keys(days)
    .filter((day) => day.startsWith(`${year}-`))
    .sort();
}
