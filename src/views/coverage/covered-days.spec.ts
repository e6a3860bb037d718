import { coveredDays, daysFromTo } from './covered-days.js';

const inSeptember = (...terms: readonly { from: string; until?: string }[]) =>
  coveredDays(terms, '2026-09-01', '2026-09-30');

describe('days at whose end somebody answered', () => {
  test.each([
    ['nobody', [], 0],
    ['one who goes on', [{ from: '2026-08-01' }], 30],
    ['his first day counts', [{ from: '2026-09-30' }], 1],
    ['the day he ends does not', [{ from: '2026-08-01', until: '2026-09-01' }], 0],
    ['one day', [{ from: '2026-09-10', until: '2026-09-11' }], 1],
    ['a hand-over leaves no gap', [{ from: '2026-08-01', until: '2026-09-16' }, { from: '2026-09-16' }], 30],
    ['a gap of five days', [{ from: '2026-08-01', until: '2026-09-10' }, { from: '2026-09-15' }], 25],
    ['two at once count once', [{ from: '2026-09-01' }, { from: '2026-09-11', until: '2026-09-21' }], 30],
    ['told in another order', [{ from: '2026-09-20' }, { from: '2026-08-01', until: '2026-09-11' }], 21],
    [
      'one inside the other',
      [
        { from: '2026-09-05', until: '2026-09-25' },
        { from: '2026-09-10', until: '2026-09-12' },
      ],
      20,
    ],
    ['before and after', [{ from: '2026-07-01', until: '2026-08-01' }, { from: '2026-10-01' }], 0],
  ])('%s', (_, terms, days) => {
    expect(inSeptember(...terms)).toBe(days);
  });

  test('a month and a year have their days', () => {
    expect([
      daysFromTo('2026-09-01', '2026-09-30'),
      daysFromTo('2028-01-01', '2028-12-31'),
      daysFromTo('2026-09-01', '2026-08-31'),
    ]).toEqual([30, 366, 0]);
  });

  test('one village of six vacant for 73 of 365 days: 2,117 of 2,190 village-days (the rubric’s own example)', () => {
    const year = ['2026-01-01', '2026-12-31'] as const;
    const whole = coveredDays([{ from: '2026-01-01' }], ...year);
    const vacant = coveredDays([{ from: '2026-01-01', until: '2026-03-01' }, { from: '2026-05-13' }], ...year);
    expect(5 * whole + vacant).toBe(2190 - 73);
  });
});
