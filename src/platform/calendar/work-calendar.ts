import type { LocalDate, Period } from '../fact.js';
import { epochDayOf, epochDayOfParts, localDateOfEpochDay, weekdayOf, yearNumberOf } from './epoch-day.js';
import { addDays, firstDayOf } from './local-date.js';
import { statutoryDaysOf } from './statutory-days.js';

/**
 * The arrangement of holidays of one year, as published by the State Council (payload of a published fact).
 * `holidays` are all days off of the arrangement (weekends inside it included), `makeUpWorkdays` the weekend days
 * worked in exchange. An arrangement may reach into a neighbouring year; the later year's word counts.
 */
export interface YearCalendar {
  readonly year: number;
  readonly holidays: readonly LocalDate[];
  readonly makeUpWorkdays: readonly LocalDate[];
  readonly source: string;
}

/** A computed day; provisional when a day that was counted lies in a year whose arrangement is not published. */
export interface CountedDay {
  readonly date: LocalDate;
  readonly provisional: boolean;
}

interface YearTable {
  readonly firstDay: number;
  readonly provisional: boolean;
  readonly workdays: readonly LocalDate[];
  /** How many working days precede the n-th day of the year; one entry more than days. */
  readonly workdaysBefore: Uint16Array;
}

const MOST_WORKING_DAYS = 10_000;

/** Working days of the published years; other years are computed from weekends and statutory days, never refused. */
export class WorkCalendar {
  private readonly published: ReadonlySet<number>;
  private readonly workdayByArrangement: ReadonlyMap<LocalDate, boolean>;
  private readonly tables = new Map<number, YearTable>();

  constructor(years: readonly YearCalendar[]) {
    const lastOfEachYear = new Map(years.map((calendar) => [calendar.year, calendar]));
    const ordered = [...lastOfEachYear.values()].sort((a, b) => a.year - b.year);
    this.published = new Set(lastOfEachYear.keys());
    this.workdayByArrangement = new Map(
      ordered.flatMap(({ holidays, makeUpWorkdays }) => [
        ...holidays.map((day) => [day, false] as const),
        ...makeUpWorkdays.map((day) => [day, true] as const),
      ]),
    );
  }

  isWorkday(date: LocalDate): { workday: boolean; provisional: boolean } {
    const { table, index } = this.place(date);
    return { workday: countBefore(table, index + 1) > countBefore(table, index), provisional: table.provisional };
  }

  /** The n-th working day after `start`, which is not counted (民法典 art. 201); before it when n is negative. */
  addWorkingDays(start: LocalDate, n: number): CountedDay {
    if (!Number.isInteger(n) || Math.abs(n) > MOST_WORKING_DAYS) throw new RangeError('工作日数应为一万以内的整数');
    if (n === 0) return { date: start, provisional: this.place(start).table.provisional };
    return n > 0 ? this.forward(start, n) : this.backward(start, -n);
  }

  /** Working days in (after, until]: "late by N working days" of a due day and the day of doing. 0 when not later. */
  workingDaysBetween(after: LocalDate, until: LocalDate): number {
    const from = this.place(after);
    const to = this.place(until);
    let count = countBefore(to.table, to.index + 1) - countBefore(from.table, from.index + 1);
    for (let year = yearNumberOf(after); year < yearNumberOf(until); year++) count += this.table(year).workdays.length;
    return until <= after ? 0 : count;
  }

  /** Whether a count of the days in (after, until] rests on a year that is not published. */
  isProvisionalBetween(after: LocalDate, until: LocalDate): boolean {
    if (until <= after) return false;
    for (let year = yearNumberOf(addDays(after, 1)); year <= yearNumberOf(until); year++) {
      if (!this.published.has(year)) return true;
    }
    return false;
  }

  /** The n-th working day counted from the first of the month; it runs on into the next month where n is large. */
  nthWorkdayOfMonth(month: Period, n: number): CountedDay {
    if (n < 1) throw new RangeError('第几个工作日应从一数起');
    return this.addWorkingDays(addDays(firstDayOf(month), -1), n);
  }

  private forward(start: LocalDate, n: number): CountedDay {
    let year = yearNumberOf(start);
    const { table: ofStart, index } = this.place(start);
    let table = ofStart;
    let ordinal = countBefore(table, index + 1) + n;
    while (ordinal > table.workdays.length) {
      ordinal -= table.workdays.length;
      table = this.table(++year);
    }
    const date = table.workdays[ordinal - 1] ?? start;
    return { date, provisional: this.isProvisionalBetween(start, date) };
  }

  private backward(start: LocalDate, n: number): CountedDay {
    let year = yearNumberOf(start);
    const { table: ofStart, index } = this.place(start);
    let table = ofStart;
    let ordinal = countBefore(table, index) - n + 1;
    while (ordinal < 1) {
      table = this.table(--year);
      ordinal += table.workdays.length;
    }
    const date = table.workdays[ordinal - 1] ?? start;
    return { date, provisional: this.isProvisionalBetween(addDays(date, -1), addDays(start, -1)) };
  }

  private place(date: LocalDate): { table: YearTable; index: number } {
    const day = epochDayOf(date);
    const table = this.table(yearNumberOf(date));
    return { table, index: day - table.firstDay };
  }

  private table(year: number): YearTable {
    const known = this.tables.get(year);
    if (known) return known;
    const made = this.makeTable(year);
    this.tables.set(year, made);
    return made;
  }

  private makeTable(year: number): YearTable {
    const provisional = !this.published.has(year);
    const statutory = new Set(provisional ? statutoryDaysOf(year) : []);
    const firstDay = epochDayOfParts(year, 1, 1);
    const days = epochDayOfParts(year + 1, 1, 1) - firstDay;
    const workdays: LocalDate[] = [];
    const workdaysBefore = new Uint16Array(days + 1);
    for (let index = 0; index < days; index++) {
      const date = localDateOfEpochDay(firstDay + index);
      const weekday = weekdayOf(firstDay + index);
      const usual = weekday !== 0 && weekday !== 6 && !statutory.has(date);
      if (this.workdayByArrangement.get(date) ?? usual) workdays.push(date);
      workdaysBefore[index + 1] = workdays.length;
    }
    return { firstDay, provisional, workdays, workdaysBefore };
  }
}

let latest: { readonly years: readonly YearCalendar[]; readonly calendar: WorkCalendar } | undefined;

/** The calendar of these years; asked again for the same payloads it answers with the same one, its tables made. */
export function workCalendar(years: readonly YearCalendar[]): WorkCalendar {
  if (latest?.years.length === years.length && latest.years.every((year, index) => year === years[index])) {
    return latest.calendar;
  }
  latest = { years: [...years], calendar: new WorkCalendar(years) };
  return latest.calendar;
}

function countBefore(table: YearTable, index: number): number {
  return table.workdaysBefore[index] ?? 0;
}
