import { accepted, calledIn, investigated, opined, posted } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import { testRules } from '../../../test/support/rules.js';
import { MissDeadline } from '../../aggregates/case/clocks/miss-deadline.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { Instant } from '../../platform/fact.js';
import { caseClockMemory } from './case-clocks.projection.js';
import { inOrder, nextDue, owedBy } from './case-deadlines.policy.js';

const rules = testRules();
type Step = readonly [fact: CaseFact, at: Instant];
const remembered = (...steps: readonly Step[]) =>
  projectionSpec(caseClockMemory).given(
    steps.map(([fact, at], index) => recordedFact({ fact, at }, index, 'case-k-1')),
  );
const owed = (now: Instant, ...steps: readonly Step[]) =>
  remembered(...steps).documents.flatMap((memory) =>
    owedBy(memory, now, rules).map(({ command }) =>
      command instanceof MissDeadline ? [command.clock.kind, command.dueAt] : ['EndNotice', command.applicationId],
    ),
  );

const START = '2026-09-20T16:00:00.000Z';
const application: Step = [accepted({ acceptedOn: '2026-09-21' }), START];
const CHECK = ['CHECK_START', '2026-09-24T15:59:59.999Z'];
const DECISION = ['DECISION', '2026-10-26T15:59:59.999Z'];
const missed: CaseFact = {
  type: 'MeasureOverdue',
  data: {
    deadlineId: 'd',
    clock: 'CHECK_START',
    about: 'a-1',
    since: START,
    dueOn: '2026-09-24',
    dueAt: '2026-09-24T15:59:59.999Z',
    parameter: 'DIB-START',
    ruleVersion: 0,
  },
};

describe('the clocks of a case', () => {
  it('remember every limit, what passed and how it ended, whatever is delivered twice', () => {
    const started: CaseFact = {
      type: 'EconomicCheckStarted',
      data: {
        applicationId: 'a-1',
        authorisation: { subject: 's', keyVersion: 1, nonce: 'n', ciphertext: 'c' },
        scope: [],
      },
    };
    const of = { about: 'a-1', applicationId: 'a-1', path: 'DIBAO', startedAt: START };
    const late = '2026-09-28T01:00:00.000Z';
    remembered(application, [missed, '2026-09-24T16:00:00.000Z'], [started, late]).then([
      {
        _id: 'k-1',
        clocks: [
          { kind: 'CHECK_START', ...of, missedAt: '2026-09-24T15:59:59.999Z', closedAt: late, closedUnder: '0' },
          { kind: 'DECISION', ...of },
        ],
        urgentClue: false,
        urgent: false,
        papersOut: false,
        emergencyOver: false,
        running: true,
      },
    ]);
  });

  it('owe a breach the instant after each end, and none that is written', () => {
    expect([
      owed('2026-09-24T15:59:59.999Z', application),
      owed('2026-09-24T16:00:00.000Z', application),
      owed('2026-10-26T16:00:00.000Z', application),
      owed('2026-10-26T16:00:00.000Z', application, [missed, '2026-09-24T16:00:00.000Z']),
    ]).toEqual([[], [CHECK], [CHECK, DECISION], [DECISION]]);
  });

  it('end a notice that is over, which is nobody’s fault', () => {
    const hanging: readonly Step[] = [...investigated(), opined()].map((fact): Step => [fact, START]);
    const notice: Step = [posted({ from: '2026-09-21', until: '2026-09-28' }), START];
    const ended: Step = [{ type: 'PublicNoticeEnded', data: { applicationId: 'a-1' } }, '2026-09-28T16:00:00.000Z'];
    const facts = [application, ...hanging, notice, [missed, START] as const];
    expect([
      owed('2026-09-28T15:59:59.999Z', ...facts),
      owed('2026-09-28T16:00:00.000Z', ...facts),
      owed('2026-09-28T16:00:00.000Z', ...facts, ended),
    ]).toEqual([[], [['EndNotice', 'a-1']], []]);
  });

  it('F30 · months: a status granted on 2028-02-29 is valid through 2029-02-28 and expired from 03-01 on', () => {
    const measure = { measureId: 'm-1', applicationId: 'a-1', kind: 'RIGID_EXP', beneficiaries: [], money: 0 };
    const grant = { ...measure, period: 'ONCE', from: '2028-02-29', validUntil: '2029-02-28', decider: 'r' };
    const granted: Step = [{ type: 'MeasureGranted', data: grant }, '2028-02-28T16:00:00.000Z'];
    const dueAt = '2029-02-28T15:59:59.999Z';
    const breach = { deadlineId: 'd', clock: 'STATUS', about: 'm-1', since: granted[1], dueOn: '2029-02-28' } as const;
    const data = { ...breach, dueAt, parameter: 'RIG-VALID', ruleVersion: 0 };
    const after = '2029-02-28T16:00:00.000Z';
    expect([
      owed(dueAt, granted),
      owed(after, granted),
      owed('2031-01-01T00:00:00.000Z', granted, [{ type: 'StatusExpired', data }, after]),
    ]).toEqual([[], [['STATUS', dueAt]], []]);
  });

  it('owe a missed review once for each period, and none where the measure ends by its own day before', () => {
    const measure = { measureId: 'm-1', applicationId: 'a-1', kind: 'DIBAO', beneficiaries: [], money: 1 };
    const grant = { ...measure, period: 'MONTH', from: '2026-09-01', reviewEvery: 'UNSTABLE', decider: 'r' };
    const at = '2026-08-31T16:00:00.000Z';
    const granted: Step = [{ type: 'MeasureGranted', data: grant }, at];
    const dueAt = '2027-03-01T15:59:59.999Z';
    const after = '2027-03-01T16:00:00.000Z';
    const breach = { deadlineId: 'd', clock: 'REVIEW', about: 'm-1', since: at, dueOn: '2027-03-01' } as const;
    const data = { ...breach, dueAt, parameter: 'DIB-REVIEW-SHORT', ruleVersion: 0 };
    const missed: Step = [{ type: 'MeasureOverdue', data }, after];
    const review = { measureId: 'm-1', on: '2027-04-10', result: 'UNCHANGED' };
    const reviewed: Step = [{ type: 'ReviewCompleted', data: review }, '2027-04-09T16:00:00.000Z'];
    const dated: Step = [{ type: 'MeasureGranted', data: { ...grant, validUntil: '2027-02-28' } }, at];
    expect([
      owed(dueAt, granted),
      owed(after, granted),
      owed('2030-01-01T00:00:00.000Z', granted, missed),
      owed('2027-10-10T16:00:00.000Z', granted, missed, reviewed),
      owed('2030-01-01T00:00:00.000Z', dated),
    ]).toEqual([[], [['REVIEW', dueAt]], [], [['REVIEW', '2027-10-10T15:59:59.999Z']], []]);
  });

  it('wait for a calendar that is not published', () => {
    const step: Step = [accepted({ acceptedOn: '2026-12-28' }), '2026-12-27T16:00:00.000Z'];
    expect(owed('2030-01-01T00:00:00.000Z', step)).toEqual([['CHECK_START', '2026-12-31T15:59:59.999Z']]);
  });

  it('are written in the order in which they passed', () => {
    const [memory] = remembered(application, [calledIn(), '2026-09-22T00:00:00.000Z']).documents;
    const all = memory ? owedBy(memory, '2030-01-01T00:00:00.000Z', rules) : [];
    expect([all, inOrder(all)].map((owing) => owing.map(({ dueAt }) => dueAt.slice(0, 10)))).toEqual([
      ['2026-09-24', '2026-10-26', '2026-09-23'],
      ['2026-09-23', '2026-09-24', '2026-10-26'],
    ]);
  });

  it('have one identity for each clock and day, and are looked at next when the first of them ends', () => {
    const [memory] = remembered([calledIn(), '2026-09-01T00:00:00.000Z'], application).documents;
    if (!memory) throw new Error('nothing is remembered');
    const ids = owedBy(memory, '2030-01-01T00:00:00.000Z', rules).map(({ deadlineId }) => deadlineId);
    expect([ids.length, new Set(ids).size]).toEqual([3, 3]);
    expect(
      ['2026-09-02T00:00:00.000Z', '2026-09-02T00:00:00.001Z', '2026-12-01T00:00:00.000Z'].map((now) =>
        nextDue(memory, now, rules),
      ),
    ).toEqual(['2026-09-02T00:00:00.000Z', '2026-09-24T15:59:59.999Z', undefined]);
  });
});
