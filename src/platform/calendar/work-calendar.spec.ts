import * as fc from 'fast-check';
import { addDays } from './local-date.js';
import { nationalCalendars } from './national-calendars.js';
import { workCalendar } from './work-calendar.js';

const calendar = workCalendar(nationalCalendars);
const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2021-01-01', days));
const count = fc.integer({ min: 1, max: 600 });

describe('the national arrangement', () => {
  test('2026 has the days off and the weekend days worked of the published notice', () => {
    expect(nationalCalendars.map(({ year, source }) => [year, source])).toEqual([
      [2024, '国务院办公厅关于2024年部分节假日安排的通知'],
      [2025, '国务院办公厅关于2025年部分节假日安排的通知'],
      [2026, '国务院办公厅关于2026年部分节假日安排的通知'],
    ]);
    const of2026 = nationalCalendars[2];
    expect(of2026?.makeUpWorkdays).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
    expect(of2026?.holidays).toEqual([
      ...days('2026-01-01', 3),
      ...days('2026-02-15', 9),
      ...days('2026-04-04', 3),
      ...days('2026-05-01', 5),
      ...days('2026-06-19', 3),
      ...days('2026-09-25', 3),
      ...days('2026-10-01', 7),
    ]);
  });

  test('2024 and 2025 have their numbers of days', () => {
    expect(nationalCalendars.map((year) => [year.holidays.length, year.makeUpWorkdays.length])).toEqual([
      [28, 8],
      [28, 5],
      [33, 6],
    ]);
    expect(workdaysOfYear(2024)).toBe(251);
    expect(workdaysOfYear(2025)).toBe(248);
    expect(workdaysOfYear(2026)).toBe(248);
  });
});

describe('a working day', () => {
  test.each([
    ['2026-09-20', true],
    ['2026-10-10', true],
    ['2026-10-05', false],
    ['2026-10-08', true],
    ['2026-10-11', false],
    ['2026-02-28', true],
    ['2024-02-09', true],
  ])('%s: %p', (date, workday) => {
    expect(calendar.isWorkday(date)).toEqual({ workday, provisional: false });
  });

  test('in a year without an arrangement weekends and statutory days rest, provisionally', () => {
    const rest = ['2027-01-01', '2027-02-05', '2027-02-08', '2027-04-05', '2027-05-01', '2027-06-09', '2027-10-01'];
    for (const date of rest) expect(calendar.isWorkday(date)).toEqual({ workday: false, provisional: true });
    for (const date of ['2027-01-04', '2027-02-09', '2027-05-03', '2027-10-04']) {
      expect(calendar.isWorkday(date)).toEqual({ workday: true, provisional: true });
    }
  });
});

describe('working-day vectors', () => {
  test.each([
    ['2026-09-21', 3, '2026-09-24'],
    ['2026-09-21', 7, '2026-10-08'],
    ['2026-09-21', 10, '2026-10-12'],
    ['2026-09-21', 20, '2026-10-26'],
    ['2026-09-21', 30, '2026-11-09'],
    ['2026-09-21', 45, '2026-11-30'],
    ['2026-02-10', 5, '2026-02-24'],
    ['2026-02-10', 20, '2026-03-16'],
    ['2026-02-10', 30, '2026-03-30'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-09-30', 5, '2026-10-13'],
  ])('from %s %i working days end on %s', (start, n, date) => {
    expect(calendar.addWorkingDays(start, n)).toEqual({ date, provisional: false });
    expect(calendar.workingDaysBetween(start, date)).toBe(n);
  });

  test.each([
    ['2026-02-25', 3, '2026-02-28'],
    ['2026-02-25', 4, '2026-03-02'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
  ])('F28: accepted %s, %i working days end on %s', (start, n, date) => {
    expect(calendar.addWorkingDays(start, n)).toEqual({ date, provisional: false });
  });

  test('scenario 11: due 2026-11-12, done on 11-13 is late by 1, on 11-16 by 2', () => {
    const late = ['2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14', '2026-11-16'].map((on) =>
      calendar.workingDaysBetween('2026-11-12', on),
    );
    expect(late).toEqual([0, 0, 1, 1, 2]);
  });

  test('F28: late days of a filing count make-up workdays too', () => {
    expect(calendar.workingDaysBetween('2026-02-13', '2026-02-14')).toBe(1);
    expect(calendar.workingDaysBetween('2026-10-09', '2026-10-11')).toBe(1);
  });

  test('the fifth working day of October 2026 is the 13th, of a month beginning on a rest day its fifth worked', () => {
    expect(calendar.nthWorkdayOfMonth('2026-10', 5)).toEqual({ date: '2026-10-13', provisional: false });
    expect(calendar.nthWorkdayOfMonth('2026-09', 1)).toEqual({ date: '2026-09-01', provisional: false });
    expect(calendar.nthWorkdayOfMonth('2026-08', 1)).toEqual({ date: '2026-08-03', provisional: false });
  });
});

describe('a year whose arrangement is missing', () => {
  test('is computed and marked, and only when its days are counted', () => {
    expect(calendar.addWorkingDays('2026-12-30', 1)).toEqual({ date: '2026-12-31', provisional: false });
    expect(calendar.addWorkingDays('2026-12-31', 1)).toEqual({ date: '2027-01-04', provisional: true });
    expect(calendar.addWorkingDays('2027-01-04', -1)).toEqual({ date: '2026-12-31', provisional: true });
    expect(calendar.addWorkingDays('2027-01-01', -1)).toEqual({ date: '2026-12-31', provisional: false });
    expect(calendar.isProvisionalBetween('2026-12-30', '2026-12-31')).toBe(false);
    expect(calendar.isProvisionalBetween('2026-12-31', '2027-01-04')).toBe(true);
    expect(calendar.isProvisionalBetween('2027-01-04', '2026-12-31')).toBe(false);
    expect(calendar.isProvisionalBetween('2023-12-31', '2024-01-02')).toBe(false);
  });

  test('is recomputed once it is published, also where its notice reaches back into December', () => {
    const published = workCalendar([
      { year: 2027, holidays: ['2027-01-01', '2027-01-04'], makeUpWorkdays: ['2026-12-27'], source: '试' },
      ...nationalCalendars,
    ]);
    expect(published.addWorkingDays('2026-12-31', 1)).toEqual({ date: '2027-01-05', provisional: false });
    expect(published.isWorkday('2026-12-27')).toEqual({ workday: true, provisional: false });
  });

  test('where two years speak of one day, the word of the later year counts, in whatever order they are given', () => {
    const years = [
      { year: 2027, holidays: ['2026-12-31'], makeUpWorkdays: ['2027-01-02'], source: '后' },
      { year: 2026, holidays: ['2027-01-02'], makeUpWorkdays: ['2026-12-31'], source: '先' },
    ];
    for (const given of [years, years.toReversed()]) {
      expect(workCalendar(given).isWorkday('2026-12-31').workday).toBe(false);
      expect(workCalendar(given).isWorkday('2027-01-02').workday).toBe(true);
    }
  });

  test('of two arrangements of one year the later given counts', () => {
    const republished = workCalendar([
      ...nationalCalendars,
      { year: 2026, holidays: [], makeUpWorkdays: [], source: '更正' },
    ]);
    expect(republished.isWorkday('2026-10-05')).toEqual({ workday: true, provisional: false });
    expect(republished.isWorkday('2026-10-10')).toEqual({ workday: false, provisional: false });
  });

  test('with nothing published at all every answer is provisional, none is refused', () => {
    expect(workCalendar([]).addWorkingDays('2026-09-30', 3)).toEqual({ date: '2026-10-07', provisional: true });
  });
});

describe('counting working days', () => {
  test('adding and counting are inverse, forwards and backwards, and end on a working day', () => {
    fc.assert(
      fc.property(day, count, (start, n) => {
        const { date } = calendar.addWorkingDays(start, n);
        expect(calendar.isWorkday(date).workday).toBe(true);
        expect(calendar.workingDaysBetween(start, date)).toBe(n);
        expect(calendar.workingDaysBetween(start, addDays(date, -1))).toBe(n - 1);
        const back = calendar.addWorkingDays(date, -n).date;
        expect(calendar.workingDaysBetween(back, date)).toBe(n);
        expect(back <= start || calendar.workingDaysBetween(start, back) === 0).toBe(true);
      }),
    );
  });

  test('it equals looking at every single day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 500 }), (after, length) => {
        const passed = days(addDays(after, 1), length);
        const worked = passed.filter((date) => calendar.isWorkday(date).workday);
        const until = addDays(after, length);
        expect(calendar.workingDaysBetween(after, until)).toBe(worked.length);
        expect(calendar.isProvisionalBetween(after, until)).toBe(passed.some((d) => calendar.isWorkday(d).provisional));
        const backwards = worked.toReversed();
        backwards.forEach((date, index) => {
          const counted = calendar.addWorkingDays(addDays(until, 1), -(index + 1));
          expect(counted.date).toBe(date);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('it is monotone in the start and strictly in the number', () => {
    fc.assert(
      fc.property(day, fc.nat(30), count, (start, later, n) => {
        const { date } = calendar.addWorkingDays(start, n);
        expect(calendar.addWorkingDays(addDays(start, later), n).date >= date).toBe(true);
        expect(calendar.addWorkingDays(start, n + 1).date > date).toBe(true);
      }),
    );
  });

  test('what is no number of days or no date is a fault', () => {
    for (const n of [0.5, Number.NaN, Infinity, 10_001]) {
      expect(() => calendar.addWorkingDays('2026-09-30', n)).toThrow(RangeError);
    }
    expect(() => calendar.nthWorkdayOfMonth('2026-09', 0)).toThrow(RangeError);
    expect(() => calendar.isWorkday('明天')).toThrow(RangeError);
  });

  test('no working day passes in no time: zero keeps the day', () => {
    expect(calendar.addWorkingDays('2026-10-05', 0)).toEqual({ date: '2026-10-05', provisional: false });
  });
});

function days(first: string, length: number): string[] {
  return Array.from({ length }, (_, index) => addDays(first, index));
}

function workdaysOfYear(year: number): number {
  return calendar.workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`);
}
