import { given, system } from '../../../../test/support/given-when-then.js';
import { box, excusedMonth, listing, registeredHousehold, visitReport } from '../../../../test/support/people.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { MissMonthlyVisit, missMonthlyVisit } from './miss-monthly-visit.js';

const dueAt = '2026-10-13T15:59:59.999Z';
const after = '2026-10-13T16:00:00.000Z';
const told = [
  { fact: registeredHousehold() },
  { fact: { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-09-15' }) } },
] as const;
const visit = (at: string, recordedAt: string) =>
  ({ fact: { type: 'PatrolVisitRecorded', data: visitReport() }, at, recordedAt }) as const;
const attempt = (visitId: string, at: string) =>
  ({
    fact: {
      type: 'PatrolVisitAttempted',
      data: { visitId, mode: 'HOME', visitors: ['c-1'], reason: 'REFUSED', text: box('t') },
    },
    at,
  }) as const;
const missed = {
  type: 'MonthlyVisitMissed',
  data: { deadlineId: 'd-1', month: '2026-09', dueAt, responsible: ['c-1'], attempts: 0 },
  occurredAt: dueAt,
  subjectPeriod: '2026-09',
} as const;
const missing = (
  facts: readonly { readonly fact: HouseholdFact; readonly at?: string; readonly recordedAt?: string }[],
  now = after,
) =>
  given(household, facts).when(missMonthlyVisit, new MissMonthlyVisit('h-1', 'd-1', '2026-09', dueAt, ['c-1']), {
    actor: system,
    now,
  });

describe('F69 · the monthly visit is found missing', () => {
  it('once the cut-off has passed, for the month, naming who was responsible', () => {
    missing(told).then([missed]);
  });

  it('not at the last millisecond of the cut-off', () => {
    missing(told, dueAt).then([]);
  });

  it('counts the attempts of the month', () => {
    missing([
      ...told,
      attempt('a-1', '2026-09-20T02:00:00.000Z'),
      attempt('a-2', '2026-09-30T15:00:00.000Z'),
      attempt('a-3', '2026-09-30T16:00:00.000Z'),
    ]).then([{ ...missed, data: { ...missed.data, attempts: 2 } }]);
  });

  it('not when a visit of the month was recorded by the cut-off, but when it was recorded later', () => {
    missing([...told, visit('2026-09-20T02:00:00.000Z', dueAt)]).then([]);
    missing([...told, visit('2026-09-20T02:00:00.000Z', after)]).then([missed]);
  });

  it('also when the only visit lies before the listing: it counts for no month', () => {
    missing([...told, visit('2026-09-14T02:00:00.000Z', '2026-09-14T03:00:00.000Z')]).then([missed]);
  });

  it('the second time nothing happens', () => {
    missing([...told, { fact: { type: 'MonthlyVisitMissed', data: missed.data } }]).then([]);
  });

  it('not for an excused month', () => {
    missing([...told, { fact: excusedMonth('2026-09', 'IN_HOSPITAL') }]).then([]);
  });

  it('not for a month that was not due, nor for a household that is not there', () => {
    missing([told[0], { fact: { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-09-16' }) } }]).then([]);
    missing([]).then([]);
  });

  it('also for the month in which the household was delisted', () => {
    missing([...told, { fact: { type: 'HouseholdDelisted', data: { on: '2026-09-20', reason: 'RECOVERED' } } }]).then([
      missed,
    ]);
  });
});
