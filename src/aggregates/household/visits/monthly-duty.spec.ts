import { testRules } from '../../../../test/support/rules.js';
import type { DutyFacts } from './monthly-duty.js';
import { dueMonths, dutyOf, stayOfMonth, stayOn } from './monthly-duty.js';

const rules = testRules();
const facts = (given: Partial<DutyFacts> = {}): DutyFacts => ({
  listings: [{ from: '2026-09-15' }],
  visits: [],
  excusedMonths: [],
  ...given,
});
const visit = (occurredAt: string, recordedAt: string) => ({ occurredAt, recordedAt });
const stateAt = (now: string, given: Partial<DutyFacts> = {}, month = '2026-09') =>
  dutyOf(month, facts(given), now, rules).state;

describe('the monthly visit of one month', () => {
  it('is owed until the month ends, pending until the cut-off, then missed', () => {
    expect([
      stateAt('2026-09-30T15:59:59.999Z'),
      stateAt('2026-09-30T16:00:00.000Z'),
      stateAt('2026-10-13T15:59:59.999Z'),
      stateAt('2026-10-13T16:00:00.000Z'),
    ]).toEqual(['OWED', 'PENDING', 'PENDING', 'MISSED']);
  });

  it('is fulfilled by a visit recorded by the cut-off and fulfilled late by one recorded after it', () => {
    const at = '2026-09-20T02:00:00.000Z';
    const now = '2026-11-01T00:00:00.000Z';
    expect(stateAt(now, { visits: [visit(at, '2026-10-13T15:59:59.999Z')] })).toBe('FULFILLED');
    expect(stateAt(now, { visits: [visit(at, '2026-10-13T16:00:00.000Z')] })).toBe('FULFILLED_LATE');
  });

  it('a visit outside the listing counts for no month', () => {
    const visits = [visit('2026-09-14T02:00:00.000Z', '2026-09-14T03:00:00.000Z')];
    expect(stateAt('2026-09-20T00:00:00.000Z', { visits })).toBe('OWED');
  });

  it('a visit on the day of delisting still counts, one between two listings does not', () => {
    const listings = [{ from: '2026-09-01', until: '2026-09-10' }, { from: '2026-09-20' }];
    const on = (day: string) => [visit(`${day}T02:00:00.000Z`, `${day}T03:00:00.000Z`)];
    const states = ['2026-09-01', '2026-09-10', '2026-09-11', '2026-09-20'].map((day) =>
      stateAt('2026-09-30T00:00:00.000Z', { listings, visits: on(day) }),
    );
    expect(states).toEqual(['FULFILLED', 'FULFILLED', 'OWED', 'FULFILLED']);
  });

  it('is excused when it was, whether it was missed before or not, but a visit in time counts more', () => {
    const now = '2026-11-01T00:00:00.000Z';
    const visits = [visit('2026-09-20T02:00:00.000Z', '2026-09-20T03:00:00.000Z')];
    expect(stateAt(now, { excusedMonths: ['2026-09'] })).toBe('EXCUSED');
    expect(stateAt(now, { excusedMonths: ['2026-09'], visits })).toBe('FULFILLED');
  });

  it('begins with the month of listing up to the 15th, else with the next one', () => {
    const from = (day: string) => dueMonths([{ from: day }], '2026-11-20T00:00:00.000Z', rules);
    expect(from('2026-09-15')).toEqual(['2026-09', '2026-10', '2026-11']);
    expect(from('2026-09-16')).toEqual(['2026-10', '2026-11']);
    expect(from('2026-12-01')).toEqual([]);
    expect(dueMonths([], '2026-11-20T00:00:00.000Z', rules)).toEqual([]);
  });

  it('is not due once the household was delisted, and due again when it is listed anew', () => {
    const listings = [{ from: '2026-07-01', until: '2026-08-03' }, { from: '2026-10-10' }];
    expect(dueMonths(listings, '2026-10-20T00:00:00.000Z', rules)).toEqual(['2026-07', '2026-08', '2026-10']);
  });
});

describe('a family that moved', () => {
  const stays = [
    { villageCode: 'first', from: '2026-08-03' },
    { villageCode: 'second', from: '2026-09-15' },
    { villageCode: 'third', from: '2026-10-16' },
  ];
  const monthsOf = (...months: readonly string[]) =>
    months.map((month) => stayOfMonth(stays, month, rules)?.villageCode);

  it('takes the month along when it moved on or before the 15th, and leaves it behind when later', () => {
    expect(monthsOf('2026-07', '2026-08', '2026-09', '2026-10', '2026-11')).toEqual([
      'first',
      'first',
      'second',
      'second',
      'third',
    ]);
  });

  it('is of the new village from the day of the move', () => {
    expect(['2026-09-14', '2026-09-15'].map((day) => stayOn(stays, day)?.villageCode)).toEqual(['first', 'second']);
  });
});
