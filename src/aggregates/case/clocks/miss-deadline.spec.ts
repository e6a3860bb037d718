import { accepted, investigated, lifeOf } from '../../../../test/support/cases.js';
import type { Told } from '../../../../test/support/given-when-then.js';
import { given, system } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import type { Breach } from './clocks.events.js';
import { MissDeadline, missDeadline } from './miss-deadline.js';

const since = '2026-09-20T16:00:00.000Z';
const [dueAt, justAfter] = ['2026-10-26T15:59:59.999Z', '2026-10-26T16:00:00.000Z'];
const clock = { kind: 'DECISION', about: 'a-1', since } as const;
const command = new MissDeadline('k-1', 'd-1', clock, dueAt);
const data: Breach = {
  deadlineId: 'd-1',
  clock: 'DECISION',
  about: 'a-1',
  applicationId: 'a-1',
  since,
  dueOn: '2026-10-26',
  dueAt,
  parameter: 'DIB-TOTAL-TOWN',
  ruleVersion: 0,
};
const overdue: CaseFact = { type: 'MeasureOverdue', data };
const withdrawn: CaseFact = { type: 'ApplicationWithdrawn', data: { applicationId: 'a-1', text: box('w', 'k-1') } };
const extended: CaseFact = {
  type: 'ApplicationExtended',
  data: { applicationId: 'a-1', reason: 'COMPLEX', until: '2026-11-30' },
};
const life = [...lifeOf(...investigated()), { fact: accepted({ acceptedOn: '2026-09-21' }), at: since }];
const judged = (more: readonly Told<CaseFact>[], now = justAfter) =>
  given(caseFile, [...life, ...more])
    .when(missDeadline, command, { now, actor: system })
    .facts();
const breach = [{ ...overdue, occurredAt: dueAt }];
const doneLate = [{ type: 'MeasureOverdue', data: { ...data, doneAt: justAfter }, occurredAt: dueAt }];

describe('a limit of a case that passes', () => {
  it('is missed the instant after its end, once, also where it was kept only later', () => {
    expect([
      judged([], dueAt),
      judged([]),
      judged([{ fact: overdue }]),
      judged([{ fact: withdrawn, recordedAt: dueAt }]),
      judged([{ fact: withdrawn, recordedAt: justAfter }]),
      judged([{ fact: extended, recordedAt: justAfter }]),
    ]).toEqual([[], breach, [], [], doneLate, []]);
  });

  it('is no other clock’s, no other day’s, and of no case that is not there', () => {
    const { when } = given(caseFile, life);
    const then = { now: '2027-12-31T00:00:00.000Z', actor: system };
    for (const other of [{ kind: 'CHECK_START' }, { about: 'a-2' }, { since: dueAt }] as const)
      when(missDeadline, new MissDeadline('k-1', 'd-1', { ...clock, ...other }, dueAt), then).then([]);
    when(missDeadline, new MissDeadline('k-1', 'd-1', clock, '2026-10-25T15:59:59.999Z'), then).then([]);
    given(caseFile).when(missDeadline, command, then).then([]);
  });

  it('that ended under an earlier rulebook is not judged by a later one', () => {
    const state = given(caseFile, [...life, { fact: withdrawn, recordedAt: justAfter }]).state;
    if (state.status === 'UNKNOWN') throw new Error('there is no case');
    const [, ended] = state.timed.clocks;
    expect([ended?.kind, ended?.closedUnder]).toEqual(['DECISION', '0']);
    const later = { ...state.timed, clocks: state.timed.clocks.map((one) => ({ ...one, closedUnder: '1' })) };
    const known = { ...caseFile, initial: { ...state, timed: later } };
    given(known).when(missDeadline, command, { now: justAfter, actor: system }).then([]);
  });
});
