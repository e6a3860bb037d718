import { testRules } from '../../../test/support/rules.js';
import { toInstant } from '../../platform/calendar/local-date.js';
import { filingTiming } from './filing-timing.js';

const { calendar } = testRules();
const at = (shanghai: string): string => toInstant(`${shanghai}+08:00`) ?? '';
const now = at('2026-12-01T09:00:00');

describe('being on time with a filing due on 2026-11-12', () => {
  it.each([
    ['2026-11-12T23:59:00', 'ON_TIME', 0],
    ['2026-11-13T00:10:00', 'LATE', 1],
    ['2026-11-16T09:00:00', 'LATE', 2],
  ])('scenario 11: submitted %s is %s by %i working days', (submitted, timing, lateWorkingDays) => {
    const told = filingTiming('2026-11-12', at(submitted), now, calendar);
    expect(told).toEqual({ timing, lateWorkingDays, provisional: false });
  });

  it.each([
    ['2026-11-12T23:59:59.900', 'ON_TIME', 0],
    ['2026-11-13T00:00:00.000', 'LATE', 1],
  ])('F27: submitted %s is %s by %i working days', (submitted, timing, lateWorkingDays) => {
    const told = filingTiming('2026-11-12', at(submitted), now, calendar);
    expect(told).toEqual({ timing, lateWorkingDays, provisional: false });
  });

  it('F28: a make-up workday is a working day', () => {
    expect(filingTiming('2026-02-25', at('2026-02-28T09:00:00'), now, calendar).lateWorkingDays).toBe(3);
  });

  it('with nothing submitted is open to the last millisecond of the day, and overdue from the next one', () => {
    const told = (instant: string) => filingTiming('2026-11-12', undefined, at(instant), calendar);
    expect([told('2026-11-12T23:59:59.999'), told('2026-11-13T00:00:00'), told('2026-11-16T09:00:00')]).toEqual([
      { timing: 'OPEN', lateWorkingDays: 0, provisional: false },
      { timing: 'OVERDUE', lateWorkingDays: 1, provisional: false },
      { timing: 'OVERDUE', lateWorkingDays: 2, provisional: false },
    ]);
  });
});
