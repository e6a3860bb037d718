import { given, system } from '../../../../test/support/given-when-then.js';
import {
  box,
  excusedMonth,
  listing,
  member,
  registeredHousehold,
  visitReport,
} from '../../../../test/support/people.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { CloseEmptyHousehold, closeEmptyHousehold } from './close-empty-household.js';

const now = '2026-09-20T04:00:00.000Z';
const listed = { fact: { type: 'HouseholdListedAsKey', data: listing() } } as const;
const removed = (on: string, memberId = 'm-head', reason = 'DEATH') =>
  ({ fact: { type: 'MemberRemoved', data: { memberId, reason, on } } }) as const;
const alone = [{ fact: registeredHousehold() }, listed];
const excused = (on: string, month: string, reason = 'DEATH') => ({
  ...excusedMonth(month, reason, { kind: 'LAST_MEMBER_GONE' }),
  occurredAt: on,
  subjectPeriod: month,
});
const delisted = (on: string, occurredAt: string) => ({
  type: 'HouseholdDelisted' as const,
  data: { on, reason: 'LAST_MEMBER_GONE' },
  occurredAt,
});
const closing = (on: string, reason = 'DEATH') => new CloseEmptyHousehold('h-1', on, reason);
const closed = (
  told: readonly { readonly fact: HouseholdFact; readonly at?: string }[],
  command: CloseEmptyHousehold,
) => given(household, told).when(closeEmptyHousehold, command, { actor: system, now });

describe('F19 · death', () => {
  it('the month of the death is excused and the household leaves the roster on that day', () => {
    closed([...alone, removed('2026-09-12')], closing('2026-09-12')).then([
      excused('2026-09-11T16:00:00.000Z', '2026-09'),
      delisted('2026-09-12', '2026-09-11T16:00:00.000Z'),
    ]);
  });

  it('the second time nothing happens', () => {
    closed(
      [
        ...alone,
        removed('2026-09-12'),
        { fact: excusedMonth('2026-09', 'DEATH') },
        { fact: { type: 'HouseholdDelisted', data: { on: '2026-09-12', reason: 'LAST_MEMBER_GONE' } } },
      ],
      closing('2026-09-12'),
    ).then([]);
  });

  it('nothing happens while somebody is left', () => {
    const wife = { fact: { type: 'MemberAdded', data: { member: member('m-wife'), on: '2026-09-02' } } } as const;
    closed([...alone, wife, removed('2026-09-12')], closing('2026-09-12')).then([]);
  });

  it('a month that was visited needs no excuse', () => {
    const visit = {
      fact: { type: 'PatrolVisitRecorded', data: visitReport() },
      at: '2026-09-03T02:00:00.000Z',
    } as const;
    closed([...alone, visit, removed('2026-09-12')], closing('2026-09-12')).then([
      delisted('2026-09-12', '2026-09-11T16:00:00.000Z'),
    ]);
  });

  it('an attempt is no visit: the month is excused', () => {
    const attempt = {
      fact: {
        type: 'PatrolVisitAttempted',
        data: { visitId: 'a-1', mode: 'HOME', visitors: [], reason: 'REFUSED', text: box('t') },
      },
      at: '2026-09-03T02:00:00.000Z',
    } as const;
    closed([...alone, attempt, removed('2026-09-12')], closing('2026-09-12')).then([
      excused('2026-09-11T16:00:00.000Z', '2026-09'),
      delisted('2026-09-12', '2026-09-11T16:00:00.000Z'),
    ]);
  });

  it('a household taken off the roster by hand before still gets its month excused', () => {
    const byHand = { fact: { type: 'HouseholdDelisted', data: { on: '2026-09-13', reason: 'OTHER' } } } as const;
    closed([...alone, byHand, removed('2026-09-12')], closing('2026-09-12')).then([
      excused('2026-09-11T16:00:00.000Z', '2026-09'),
    ]);
  });

  it('a household that was never listed owes nothing', () => {
    closed([{ fact: registeredHousehold() }, removed('2026-09-12')], closing('2026-09-12')).then([]);
  });

  it('the last to leave empties the house, in whatever order it is told; a departure is no death', () => {
    const wife = { fact: { type: 'MemberAdded', data: { member: member('m-wife'), on: '2026-09-02' } } } as const;
    closed(
      [...alone, wife, removed('2026-09-18', 'm-wife', 'MARRIAGE'), removed('2026-09-12')],
      closing('2026-09-12', 'MARRIAGE'),
    ).then([
      excused('2026-09-17T16:00:00.000Z', '2026-09', 'MOVED_AWAY'),
      delisted('2026-09-18', '2026-09-17T16:00:00.000Z'),
    ]);
  });

  it('a death before the day of listing closes the listing on that day', () => {
    closed(
      [
        { fact: registeredHousehold() },
        { fact: { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-09-10' }) } },
        removed('2026-09-05'),
      ],
      closing('2026-09-05'),
    ).then([excused('2026-09-09T16:00:00.000Z', '2026-09'), delisted('2026-09-10', '2026-09-09T16:00:00.000Z')]);
  });
});
