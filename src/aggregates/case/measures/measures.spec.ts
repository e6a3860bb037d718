import {
  accepted,
  checked,
  decidable,
  investigated,
  lifeOf,
  opined,
  planned,
  posted,
  visited,
} from '../../../../test/support/cases.js';
import { bureau, given, officer, reviewer } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { testRules } from '../../../../test/support/rules.js';
import { CloseWithoutNeed, closeWithoutNeed } from '../closing/close-without-need.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { RecordIneligibility, recordIneligibility } from '../investigation/record-ineligibility.js';
import { assertDecidable } from './decision-rules.js';
import { GrantMeasure, grantMeasure } from './grant-measure.js';
import type { PlannedAnswer } from './measures.js';
import { NotifyRefusal, notifyRefusal } from './notify-refusal.js';
import { ProposeAidPlan, proposeAidPlan } from './propose-aid-plan.js';
import { RefuseMeasure, refuseMeasure } from './refuse-measure.js';

const words = box('words', 'k-1');
const by = { actor: reviewer };
const asked = {
  measureId: 'm-1',
  applicationId: 'a-1',
  beneficiaries: ['m-head'],
  money: 78_000,
  period: 'MONTH',
  from: '2026-10-01',
};
const granted: CaseFact = { type: 'MeasureGranted', data: { ...asked, kind: 'DIBAO', decider: 'u-reviewer' } };
const refused: CaseFact = {
  type: 'MeasureRefused',
  data: { applicationId: 'a-1', reasonCodes: ['AGE'], text: words, ruleVersion: 0, decider: 'u-reviewer' },
};
const grant = (said: Partial<GrantMeasure['measure']> = {}) => new GrantMeasure('k-1', { ...asked, ...said });
const refuse = (codes: readonly string[] = ['AGE'], text: typeof words | undefined = words) =>
  new RefuseMeasure('k-1', 'a-1', codes, text);

describe('the plan (S20, I-11)', () => {
  const propose = (...answers: readonly PlannedAnswer[]) => new ProposeAidPlan('k-1', answers);
  const answer: PlannedAnswer = { need: 'LIVING', kind: 'MEASURE', what: 'DIBAO' };

  it('answers every unmet need by a measure, a referral, monitoring or a reason', () => {
    const { when } = given(caseFile, lifeOf(...investigated()));
    for (const one of [
      answer,
      { need: 'LIVING', kind: 'REFERRAL', what: 'MEDICAL' },
      { need: 'LIVING', kind: 'MONITORING' },
      { need: 'LIVING', kind: 'NONE', reason: words },
    ])
      when(proposeAidPlan, propose(one)).then([{ type: 'AidPlanProposed', data: { answers: [one] } }]);
    when(proposeAidPlan, propose()).thenRefused('I-11', '/answers');
    when(proposeAidPlan, propose({ need: 'MEDICAL', kind: 'MONITORING' })).thenRefused('I-11', '/answers');
    when(proposeAidPlan, propose({ need: 'LIVING', kind: 'MEASURE' })).thenRefused('I-11', '/answers/0');
    when(proposeAidPlan, propose(answer, { need: 'OTHER', kind: 'NONE', what: 'x' })).thenRefused('I-11', '/answers/1');
    expect(given(caseFile, lifeOf(...investigated(), planned())).state.status).toBe('AIDING');
  });

  it('is for nobody who was not seen (I-07)', () => {
    const unseen: CaseFact = { type: 'InvestigationCompleted', data: { result: 'NOT_SEEN', text: words } };
    given(caseFile, lifeOf(...investigated(), unseen))
      .when(proposeAidPlan, propose(answer))
      .thenRefused('I-07');
  });
});

describe('a grant (I-10: no shortcut)', () => {
  const without = (type: CaseFact['type']) => lifeOf(...decidable().filter((fact) => fact.type !== type));

  it('comes at the end of its procedure, from somebody else than who proposed it', () => {
    given(caseFile, lifeOf(...decidable()))
      .when(grantMeasure, grant(), by)
      .then([granted]);
    given(caseFile, lifeOf(...decidable()))
      .when(grantMeasure, grant(), { actor: officer })
      .thenRefused('I-25');
    const sameHuman = { ...reviewer, person: officer.person };
    given(caseFile, lifeOf(...decidable()))
      .when(grantMeasure, grant(), { actor: sameHuman })
      .thenRefused('I-25');
    given(caseFile, lifeOf(...decidable(), granted))
      .when(grantMeasure, grant(), by)
      .thenRefused('application-ended', '/applicationId');
  });

  it.each(['EconomicCheckFinished', 'FirstOpinionProposed', 'HomeVisitMade', 'PublicNoticePosted'] as const)(
    'never without %s',
    (type) => {
      given(caseFile, without(type)).when(grantMeasure, grant(), by).thenRefused('I-10', '/applicationId');
    },
  );

  it('never without an application, nor before the plan', () => {
    given(caseFile, without('ApplicationAccepted'))
      .when(grantMeasure, grant(), by)
      .thenRefused('no-such-application', '/applicationId');
    given(caseFile, without('AidPlanProposed')).when(grantMeasure, grant(), by).thenRefused('wrong-state');
  });

  it('waits for the notice to end and for every objection', () => {
    const raised: CaseFact = {
      type: 'ObjectionRaised',
      data: { applicationId: 'a-1', objectionId: 'o-1', by: words, text: words },
    };
    given(caseFile, lifeOf(...decidable(), posted({ until: '2026-09-10' })))
      .when(grantMeasure, grant(), by)
      .thenRefused('I-10', '/applicationId');
    given(caseFile, lifeOf(...decidable(), raised))
      .when(grantMeasure, grant(), by)
      .thenRefused('I-10', '/applicationId');
  });

  it('never against the check or the opinion, nor on a check that no longer holds', () => {
    for (const fact of [...checked({ result: 'ABOVE' }), opined('DISAGREE')].slice(1))
      given(caseFile, lifeOf(...decidable(), fact))
        .when(grantMeasure, grant(), by)
        .thenRefused('I-10', '/applicationId');
    given(caseFile, lifeOf(...decidable(), ...checked({ validUntil: '2026-09-09' })))
      .when(grantMeasure, grant(), by)
      .thenRefused('check-expired', '/applicationId');
  });

  it('is for somebody, and has an id of its own', () => {
    const { when } = given(caseFile, lifeOf(...decidable()));
    when(grantMeasure, grant({ beneficiaries: [] }), by).thenRefused('no-beneficiary', '/beneficiaries');
    const more = accepted({ applicationId: 'a-2', path: 'TEKUN' });
    given(caseFile, lifeOf(...decidable(), granted, more))
      .when(grantMeasure, grant({ applicationId: 'a-2' }), by)
      .thenRefused('measure-exists', '/measureId');
  });

  it('to kin of staff needs the bureau at the door (I-16)', () => {
    const kin = accepted({ kinRegistration: words });
    const life = decidable().map((fact) => (fact.type === 'ApplicationAccepted' ? kin : fact));
    given(caseFile, lifeOf(...life))
      .when(grantMeasure, grant(), by)
      .thenRefused('I-16', '/applicationId');
    const together = visited({ visitId: 'v-2', withBureau: true });
    expect(
      given(caseFile, lifeOf(...life, together))
        .when(grantMeasure, grant(), by)
        .facts(),
    ).toHaveLength(1);
  });

  it('of 刚性支出 needs no notice and holds twelve months at most', () => {
    const life = lifeOf(...investigated(), accepted({ path: 'RIGID_EXP' }), ...checked(), opined(), planned());
    const until = (validUntil?: string) => grant(validUntil === undefined ? {} : { validUntil });
    const { when } = given(caseFile, life);
    expect(when(grantMeasure, until('2027-10-01'), by).facts()).toHaveLength(1);
    for (const day of ['2027-10-02', '2026-09-30', undefined])
      when(grantMeasure, until(day), by).thenRefused('valid-too-long', '/validUntil');
  });
});

describe('a refusal (I-17, I-23)', () => {
  it('has reasons in codes and in words, and another author than the opinion', () => {
    const { when } = given(caseFile, lifeOf(...decidable()));
    when(refuseMeasure, refuse(), by).then([refused]);
    when(refuseMeasure, refuse([]), by).thenRefused('I-23', '/reasonCodes');
    when(refuseMeasure, new RefuseMeasure('k-1', 'a-1', ['AGE'], undefined), by).thenRefused('I-23', '/text');
    when(refuseMeasure, refuse()).thenRefused('I-25');
    const unchecked = decidable().filter(({ type }) => type !== 'EconomicCheckFinished');
    given(caseFile, lifeOf(...unchecked))
      .when(refuseMeasure, refuse(), by)
      .thenRefused('I-10', '/applicationId');
  });

  it('is told in writing once', () => {
    const notified = { applicationId: 'a-1', channel: 'POST', on: '2026-09-10' };
    const notify = new NotifyRefusal('k-1', notified);
    const told: CaseFact = { type: 'RefusalNotified', data: notified };
    given(caseFile, lifeOf(...decidable(), refused))
      .when(notifyRefusal, notify)
      .then([{ ...told, occurredAt: '2026-09-09T16:00:00.000Z' }]);
    given(caseFile, lifeOf(...decidable(), refused, told))
      .when(notifyRefusal, notify)
      .thenRefused('already-notified', '/applicationId');
    given(caseFile, lifeOf(...decidable()))
      .when(notifyRefusal, notify)
      .thenRefused('not-refused', '/applicationId');
    given(caseFile, lifeOf(...decidable(), refused))
      .when(notifyRefusal, new NotifyRefusal('k-1', { ...notified, on: '2026-09-11' }))
      .thenRefused('I-22', '/on');
    given(caseFile, lifeOf(...decidable(), refused))
      .when(notifyRefusal, new NotifyRefusal('k-1', { ...notified, on: '2026-08-31' }))
      .thenRefused('out-of-order', '/on');
  });

  it('is told late rather than never, when the case is filed already', () => {
    const notify = new NotifyRefusal('k-1', { applicationId: 'a-1', channel: 'POST', on: '2026-09-10' });
    const closed: CaseFact = { type: 'CaseClosedWithoutNeed', data: { reason: 'SELF_SOLVED', text: words } };
    const filed: CaseFact = { type: 'CaseArchived', data: { pageHash: 'h' } };
    for (const life of [[closed], [closed, filed]])
      expect(
        given(caseFile, lifeOf(...decidable(), refused, ...life))
          .when(notifyRefusal, notify)
          .facts(),
      ).toHaveLength(1);
  });

  it('of the whole family is told once too', () => {
    const ineligible: CaseFact = {
      type: 'IneligibilityRecorded',
      data: { reasonCodes: ['AGE'], text: words, ruleVersion: 0, hasRealDifficulty: true },
    };
    const notify = new NotifyRefusal('k-1', { channel: 'POST', on: '2026-09-10' });
    const life = [...investigated(), ineligible];
    given(caseFile, lifeOf(...life))
      .when(notifyRefusal, new NotifyRefusal('k-1', { channel: 'POST', on: '2026-08-31' }))
      .thenRefused('out-of-order', '/on');
    expect(
      given(caseFile, lifeOf(...life))
        .when(notifyRefusal, notify)
        .facts(),
    ).toHaveLength(1);
    given(caseFile, lifeOf(...life, { type: 'RefusalNotified', data: notify.notified }))
      .when(notifyRefusal, notify)
      .thenRefused('already-notified', '/applicationId');
    given(caseFile, lifeOf(...decidable()))
      .when(notifyRefusal, notify)
      .thenRefused('not-refused', '/applicationId');
  });

  it('of everything makes a family ineligible; what is open or granted does not', () => {
    const record = new RecordIneligibility('k-1', ['AGE'], words, false);
    given(caseFile, lifeOf(...decidable()))
      .when(recordIneligibility, record)
      .thenRefused('not-all-refused');
    given(caseFile, lifeOf(...decidable(), granted))
      .when(recordIneligibility, record)
      .thenRefused('not-all-refused');
    expect(
      given(caseFile, lifeOf(...decidable(), refused))
        .when(recordIneligibility, record)
        .facts(),
    ).toHaveLength(1);
  });

  it('is not the same as everything withdrawn, which ends the case without need', () => {
    const close = new CloseWithoutNeed('k-1', 'WITHDRAWN', words);
    const withdrawn: CaseFact = { type: 'ApplicationWithdrawn', data: { applicationId: 'a-1', text: words } };
    expect(
      given(caseFile, lifeOf(...decidable(), withdrawn))
        .when(closeWithoutNeed, close)
        .facts(),
    ).toHaveLength(1);
    for (const life of [decidable(), [...decidable(), refused], [...investigated(), planned()]])
      given(caseFile, lifeOf(...life))
        .when(closeWithoutNeed, close)
        .thenRefused('not-all-withdrawn', '/reason');
  });
});

describe('who decides', () => {
  /** The rulebook with the parameter that gives the decision to the bureau. */
  const bureauConfirms = {
    ...testRules(),
    parameters: { ...testRules().parameters, number: (id: string) => (id === 'DIB-CONFIRM-BUREAU' ? 1 : 0) },
  };
  const application = (received: boolean) => {
    const { state } = given(caseFile, lifeOf(...decidable(), ...(received ? sent : [])));
    const found = state.status === 'UNKNOWN' ? undefined : state.applications['a-1'];
    if (!found) throw new Error('the application is missing');
    return found;
  };
  const sent: readonly CaseFact[] = [
    { type: 'FileForwarded', data: { applicationId: 'a-1', to: 'CITY', on: '2026-09-09' } },
    { type: 'FileReceived', data: { applicationId: 'a-1', on: '2026-09-10' } },
  ];

  it('is the bureau, with the file in hand, where the parameter says so', () => {
    const decides = (actor: typeof reviewer, received: boolean) => () =>
      assertDecidable(application(received), { actor, rules: bureauConfirms });
    expect(decides(reviewer, true)).toThrow('decider');
    expect(decides(bureau, false)).toThrow('decider');
    expect(decides(bureau, true)).not.toThrow();
  });
});

it('S21: 单人保 is granted only where the family as a whole was assessed and does not qualify', () => {
  const single = [
    ...investigated(),
    accepted({ path: 'DIBAO_SINGLE' }),
    ...checked(),
    opined(),
    posted(),
    planned(),
  ] as const;
  const assessed = (result: string): CaseFact => ({ type: 'WholeHouseholdAssessed', data: { result, reason: words } });
  given(caseFile, lifeOf(...single))
    .when(grantMeasure, grant(), by)
    .thenRefused('S21', '/applicationId');
  given(caseFile, lifeOf(...single, assessed('SINGLE'), assessed('WHOLE')))
    .when(grantMeasure, grant(), by)
    .thenRefused('S21', '/applicationId');
  expect(
    given(caseFile, lifeOf(...single, assessed('SINGLE')))
      .when(grantMeasure, grant(), by)
      .facts(),
  ).toHaveLength(1);
});
