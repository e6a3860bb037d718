import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  addYears,
  clockHourOf,
  compareInstants,
  endOfDay,
  epochMillisOf,
  firstDayOf,
  hourOfDay,
  instantOfEpochMillis,
  isInstant,
  isLocalDate,
  isMonth,
  isPeriod,
  lastDayOf,
  localDateOf,
  monthOf,
  monthOfInstant,
  monthsBetween,
  nextMonth,
  plusMillis,
  previousMonth,
  quarterOf,
  startOfDay,
  toInstant,
  yearOf,
} from './local-date.js';

const day = fc
  .integer({ min: 0, max: 109_571 })
  .map((days) => Temporal.PlainDate.from('1900-01-01').add({ days }).toString());
const epochMillis = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2199, 11, 31) });

describe('an instant', () => {
  test.each([
    ['2026-09-30T15:40:00.000Z', '2026-09-30T15:40:00.000Z'],
    ['2026-09-30T23:40:00+08:00', '2026-09-30T15:40:00.000Z'],
    ['2026-09-30T23:40:00.5+08:00', '2026-09-30T15:40:00.500Z'],
    ['2026-12-31T23:59:59.999999999-01:30', '2027-01-01T01:29:59.999Z'],
    ['2028-02-29T00:00:00+14:00', '2028-02-28T10:00:00.000Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['1900-01-01T00:00:00+08:00', '1899-12-31T16:00:00.000Z'],
  ])('%s is kept as %s', (text, kept) => {
    expect(toInstant(text)).toBe(kept);
    expect(isInstant(text)).toBe(true);
  });

  test.each([
    '2026-09-30T15:40:00',
    '2026-09-30T15:40Z',
    '2026-09-30',
    '2026-09-30 15:40:00Z',
    '2026-09-30t15:40:00z',
    '2026-02-29T00:00:00Z',
    '2026-09-31T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-09-30T24:00:00Z',
    '2026-09-30T23:60:00Z',
    '2026-12-31T23:59:60Z',
    '2026-09-30T23:40:00+0800',
    '2026-09-30T23:40:00+14:01',
    '2026-09-30T23:40:00+08:60',
    '2026-09-30T15:40:00.Z',
    ' 2026-09-30T15:40:00Z',
    '2026-09-30T15:40:00Z\n',
    '9999-12-31T23:59:59Z',
    '1899-12-31T15:59:59Z',
    '２０２６-09-30T15:40:00Z',
    '',
    20260930,
    undefined,
    null,
    {},
  ])('%p is none', (text) => {
    expect(toInstant(text)).toBeUndefined();
    expect(isInstant(text)).toBe(false);
  });

  test('fractions beyond milliseconds are cut, so that F27 23:59:59.9999 stays on its day', () => {
    expect(toInstant('2026-11-12T23:59:59.9999+08:00')).toBe(endOfDay('2026-11-12'));
  });

  test('no text makes it throw, and whatever it reads Temporal reads alike', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d(\.\d{1,9})?(Z|[+-][01]\d:[0-6]\d)$/),
    );
    fc.assert(
      fc.property(text, (candidate) => {
        const instant = toInstant(candidate);
        if (instant === undefined) return;
        const read = Temporal.Instant.from(candidate).round({ smallestUnit: 'millisecond', roundingMode: 'floor' });
        expect(instant).toBe(read.toString({ smallestUnit: 'millisecond' }));
      }),
      { numRuns: 2000 },
    );
  });

  test('milliseconds and text are two forms of one instant, in the same order', () => {
    fc.assert(
      fc.property(epochMillis, epochMillis, (a, b) => {
        expect(instantOfEpochMillis(a)).toBe(new Date(a).toISOString());
        expect(epochMillisOf(instantOfEpochMillis(a))).toBe(a);
        expect(plusMillis(instantOfEpochMillis(a), b - a)).toBe(instantOfEpochMillis(b));
        expect(compareInstants(instantOfEpochMillis(a), instantOfEpochMillis(b))).toBe(Math.sign(a - b));
      }),
    );
  });

  test('a text with an offset in place of the stored form is a fault, not a day eight hours wrong', () => {
    expect(() => localDateOf('2026-09-30T23:40:00+08:00')).toThrow(RangeError);
    expect(() => localDateOf('2026-09-30T23:40:00Z')).toThrow(RangeError);
    expect(() => localDateOf('2026-09-30T15:40:00.000Z+08:00')).toThrow(RangeError);
    expect(() => hourOfDay('2026-09-30')).toThrow(RangeError);
    expect(() => epochMillisOf('')).toThrow(RangeError);
  });
});

describe('the local day of an instant', () => {
  test('2026-11-30T16:30Z is the first of December in Ningguo', () => {
    expect(localDateOf('2026-11-30T16:30:00.000Z')).toBe('2026-12-01');
    expect(monthOfInstant('2026-11-30T16:30:00.000Z')).toBe('2026-12');
    expect(monthOfInstant('2026-11-30T15:59:59.999Z')).toBe('2026-11');
    expect(localDateOf('2026-12-31T16:00:00.000Z')).toBe('2027-01-01');
    expect(localDateOf('2028-02-28T16:00:00.000Z')).toBe('2028-02-29');
  });

  test('scenario 1: a visit at 23:40 of 30 September belongs to September', () => {
    expect(monthOfInstant('2026-09-30T15:40:00.000Z')).toBe('2026-09');
  });

  test('a day lasts from its first to its last millisecond and no longer', () => {
    expect(startOfDay('2026-10-01')).toBe('2026-09-30T16:00:00.000Z');
    expect(endOfDay('2026-10-01')).toBe('2026-10-01T15:59:59.999Z');
    fc.assert(
      fc.property(day, (date) => {
        expect(localDateOf(startOfDay(date))).toBe(date);
        expect(localDateOf(endOfDay(date))).toBe(date);
        expect(plusMillis(endOfDay(date), 1)).toBe(startOfDay(addDays(date, 1)));
        expect(localDateOf(plusMillis(startOfDay(date), -1))).toBe(addDays(date, -1));
      }),
    );
  });

  test('the fixed shift of eight hours equals the zone Asia/Shanghai from 1992 on: no summer time', () => {
    fc.assert(
      fc.property(epochMillis, (millis) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO('Asia/Shanghai');
        const instant = instantOfEpochMillis(millis);
        expect(localDateOf(instant)).toBe(zoned.toPlainDate().toString());
        expect(hourOfDay(instant)).toBe(zoned.hour);
        expect(clockHourOf(instant)).toBe(zoned.toPlainDateTime().toString().slice(0, 13));
      }),
      { numRuns: 1000 },
    );
  });

  test('the clock hour is local', () => {
    expect(clockHourOf('2026-09-30T15:40:00.000Z')).toBe('2026-09-30T23');
    expect(clockHourOf('2026-09-30T16:00:00.000Z')).toBe('2026-10-01T00');
    expect(hourOfDay('2026-09-30T22:10:00.000Z')).toBe(6);
  });
});

describe('days', () => {
  test.each(['2026-09-30', '2028-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('%s is one', (text) => {
    expect(isLocalDate(text)).toBe(true);
  });

  test.each([
    '2026-02-29',
    '2100-02-29',
    '2026-09-31',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-1-01',
    '2026/01/01',
    '19580230',
    '1899-12-31',
    '2200-01-01',
    '2026-09-30T00:00:00Z',
    '2026-09-30\n',
    '',
    7,
    null,
    undefined,
  ])('%p is none', (text) => {
    expect(isLocalDate(text)).toBe(false);
  });

  test('adding days, months and years equals Temporal, which constrains to the last of the month', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -3000, max: 3000 }), (date, n) => {
        const plain = Temporal.PlainDate.from(date);
        expect(addDays(date, n)).toBe(plain.add({ days: n }).toString());
        expect(addMonths(date, n % 600)).toBe(plain.add({ months: n % 600 }).toString());
        expect(addYears(date, n % 50)).toBe(plain.add({ years: n % 50 }).toString());
        expect(addDays(addDays(date, n), -n)).toBe(date);
      }),
      { numRuns: 1000 },
    );
  });

  test('F30: months end on the corresponding day, else on the last of the month', () => {
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(addYears('2028-02-29', 1)).toBe('2029-02-28');
    expect(addMonths('2027-02-28', 1)).toBe('2027-03-28');
    expect(addMonths('2026-12-31', 2)).toBe('2027-02-28');
    expect(addMonths('2026-01-31', -2)).toBe('2025-11-30');
  });

  test('arithmetic on what is no date is a fault that does not repeat the text', () => {
    for (const compute of [() => addDays('九月', 1), () => addMonths('', 1), () => endOfDay('2026-9-1')]) {
      expect(compute).toThrow(new RangeError('不是本地日期（应为 YYYY-MM-DD）'));
    }
  });
});

describe('periods', () => {
  test('F30: the quarter of 31 December is the fourth', () => {
    expect(quarterOf('2026-12-31')).toBe('2026-Q4');
    expect(['2026-01', '2026-03-31', '2026-04-01', '2026-06', '2026-07', '2026-09', '2026-10'].map(quarterOf)).toEqual([
      '2026-Q1',
      '2026-Q1',
      '2026-Q2',
      '2026-Q2',
      '2026-Q3',
      '2026-Q3',
      '2026-Q4',
    ]);
  });

  test('each has a first and a last day', () => {
    expect(['2026-09', '2028-02', '2026-Q1', '2026-Q3', '2026'].map((p) => [firstDayOf(p), lastDayOf(p)])).toEqual([
      ['2026-09-01', '2026-09-30'],
      ['2028-02-01', '2028-02-29'],
      ['2026-01-01', '2026-03-31'],
      ['2026-07-01', '2026-09-30'],
      ['2026-01-01', '2026-12-31'],
    ]);
  });

  test('months follow one another over the year', () => {
    expect(nextMonth('2026-12')).toBe('2027-01');
    expect(previousMonth('2027-01')).toBe('2026-12');
    expect(monthOf('2026-09-30')).toBe('2026-09');
    expect(yearOf('2026-Q3')).toBe('2026');
    expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(monthsBetween('2026-11-30', '2026-11-01')).toEqual(['2026-11']);
    expect(monthsBetween('2026-12', '2026-11')).toEqual([]);
  });

  test('only real months, quarters and years are periods', () => {
    const texts = ['2026-09', '2026-Q3', '2026', '2026-13', '2026-00', '2026-Q0', '2026-Q5', '26', '0000', '2026-9', 9];
    expect(texts.filter(isPeriod)).toEqual(['2026-09', '2026-Q3', '2026']);
    expect(texts.filter(isMonth)).toEqual(['2026-09']);
  });
});
