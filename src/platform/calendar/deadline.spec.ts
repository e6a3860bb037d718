import * as fc from 'fast-check';
import {
  cutOffOfMonth,
  dueAfterCalendarDays,
  dueAfterHours,
  dueAfterMonths,
  dueAfterWorkingDays,
  isOverdue,
} from './deadline.js';
import { addDays, localDateOf, plusMillis } from './local-date.js';
import { nationalCalendars } from './national-calendars.js';
import { workCalendar } from './work-calendar.js';

const calendar = workCalendar(nationalCalendars);

test('scenario 12: a 低保 application accepted on 2026-09-21 is due at 24:00 of 2026-10-26', () => {
  const deadline = dueAfterWorkingDays('2026-09-21', 20, calendar);
  expect(deadline).toEqual({ dueOn: '2026-10-26', dueAt: '2026-10-26T15:59:59.999Z', provisional: false });
  expect(isOverdue(deadline.dueAt, '2026-10-26T15:59:59.999Z')).toBe(false);
  expect(isOverdue(deadline.dueAt, '2026-10-26T16:00:00.000Z')).toBe(true);
});

test('scenario 5: papers of an emergency ended on 2026-11-04 are due on 11-11', () => {
  expect(dueAfterWorkingDays('2026-11-04', 5, calendar).dueOn).toBe('2026-11-11');
});

test('scenario 1: visits of September 2026 may be recorded until 24:00 of 2026-10-13', () => {
  expect(cutOffOfMonth('2026-09', 5, calendar)).toEqual({
    dueOn: '2026-10-13',
    dueAt: '2026-10-13T15:59:59.999Z',
    provisional: false,
  });
  expect(cutOffOfMonth('2026-09', undefined, calendar)).toEqual(cutOffOfMonth('2026-09', 5, calendar));
});

test('the cut-off of December 2026 waits for the calendar of 2027', () => {
  expect(cutOffOfMonth('2026-12', 5, calendar)).toEqual({
    dueOn: '2027-01-08',
    dueAt: '2027-01-08T15:59:59.999Z',
    provisional: true,
  });
});

describe('calendar days', () => {
  test.each([
    ['2026-09-28', 7, '2026-10-08', false],
    ['2026-12-28', 7, '2027-01-04', true],
    ['2025-12-28', 7, '2026-01-04', false],
    ['2026-10-03', 7, '2026-10-10', false],
    ['2026-11-01', 7, '2026-11-09', false],
    ['2026-11-02', 7, '2026-11-09', false],
    ['2026-11-03', 7, '2026-11-10', false],
    ['2026-12-25', 7, '2027-01-04', true],
    ['2023-12-24', 7, '2024-01-02', true],
  ])('F30: from %s %i days end on %s', (start, n, dueOn, provisional) => {
    expect(dueAfterCalendarDays(start, n, calendar)).toMatchObject({ dueOn, provisional });
  });

  test('the period never ends on a rest day, never early, and skips rest days only', () => {
    const start = fc.integer({ min: 0, max: 1000 }).map((n) => addDays('2024-01-01', n));
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const { dueOn = '' } = dueAfterCalendarDays(day, n, calendar);
        const last = addDays(day, n);
        expect(calendar.isWorkday(dueOn).workday).toBe(true);
        expect(dueOn >= last).toBe(true);
        expect(calendar.workingDaysBetween(addDays(last, -1), dueOn)).toBe(1);
      }),
    );
  });
});

describe('months', () => {
  test.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
  ])('F30: from %s %i months end on %s, rest day or not, and need no calendar', (start, months, dueOn) => {
    expect(dueAfterMonths(start, months)).toEqual({ dueOn, dueAt: `${dueOn}T15:59:59.999Z`, provisional: false });
  });

  test('F30: a status granted 2028-02-29 for 12 months is valid through 2029-02-28 and over on 03-01', () => {
    const { dueAt } = dueAfterMonths('2028-02-29', 12);
    expect(isOverdue(dueAt, '2029-02-28T15:59:59.999Z')).toBe(false);
    expect(localDateOf(plusMillis(dueAt, 1))).toBe('2029-03-01');
    expect(isOverdue(dueAt, plusMillis(dueAt, 1))).toBe(true);
  });
});

test('hours run through nights and holidays to the instant, and the instant itself is in time', () => {
  const deadline = dueAfterHours('2026-09-30T15:40:00.000Z', 24);
  expect(deadline).toEqual({ dueAt: '2026-10-01T15:40:00.000Z', provisional: false });
  expect(isOverdue(deadline.dueAt, '2026-10-01T15:40:00.000Z')).toBe(false);
  expect(isOverdue(deadline.dueAt, '2026-10-01T15:40:00.001Z')).toBe(true);
});

test('F27: submitted 23:59:59.9 of the day is in time, at 00:00:00.0 of the next it is not', () => {
  const dueAt = '2026-11-12T15:59:59.999Z';
  expect(isOverdue(dueAt, '2026-11-12T15:59:59.900Z')).toBe(false);
  expect(isOverdue(dueAt, '2026-11-12T16:00:00.000Z')).toBe(true);
});
