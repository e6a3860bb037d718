import {
  accepted,
  checked,
  decidable,
  investigated,
  opened,
  opined,
  posted,
  reported,
  verified,
  visited,
} from '../../../../test/support/cases.js';
import { bureau, factId, given, officer, reviewer } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import type { Caller } from '../../../platform/auth/caller.js';
import type { CorrectedFields } from '../../../platform/change/correction.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { caseSentences } from '../case.events.js';
import { ApproveCaseCorrection, approveCaseCorrection } from './approve-case-correction.js';
import { correctable } from './correctable.js';
import { correctedNames } from './corrections.events.js';
import { ProposeCaseCorrection, proposeCaseCorrection } from './propose-case-correction.js';
import { RejectCaseCorrection, rejectCaseCorrection } from './reject-case-correction.js';

const why = box('why', 'k-1');
const words = box('words', 'k-1');
const now = '2026-10-20T04:00:00.000Z';
type Life = readonly (CaseFact | readonly [CaseFact, at: string])[];

const told = (life: Life) =>
  life.map((one) => ('type' in one ? { fact: one } : { fact: one[0], at: `${one[1]}T01:00:00.000Z` }));
const nth = (life: Life, type: CaseFact['type']) => factId(told(life).findIndex(({ fact }) => fact.type === type));
const correction = (life: Life, correctsType: CaseFact['type'], corrected: CorrectedFields, about?: string) => ({
  proposalId: 'y-1',
  corrects: nth(life, correctsType),
  correctsType,
  ...(about === undefined ? {} : { about }),
  corrected,
  reason: why,
});
const proposed = (
  life: Life,
  type: CaseFact['type'],
  corrected: CorrectedFields,
  reason: typeof why | undefined = why,
) =>
  given(caseFile, told(life)).when(
    proposeCaseCorrection,
    new ProposeCaseCorrection('k-1', 'y-1', nth(life, type), corrected, reason),
    { now },
  );
const stateAfter = (life: Life, type: CaseFact['type'], corrected: CorrectedFields, about?: string) => {
  const data = { ...correction(life, type, corrected, about), proposedBy: 'u-officer' };
  return given(caseFile, [...told(life), { fact: { type: 'FactCorrected', data } }]).state;
};

const clue: Life = [reported(), verified(), opened()];
const problem: CaseFact = { type: 'ProblemIdentified', data: { problemId: 'p-1', need: 'LIVING', text: words } };
const ineligible: CaseFact = {
  type: 'IneligibilityRecorded',
  data: { reasonCodes: ['AGE'], text: words, ruleVersion: 0, hasRealDifficulty: true },
};
const granted: CaseFact = {
  type: 'MeasureGranted',
  data: {
    measureId: 'm-1',
    applicationId: 'a-1',
    kind: 'DIBAO',
    beneficiaries: ['m-head'],
    money: 40_000,
    period: 'MONTH',
    from: '2026-09-01',
    decider: 'r',
  },
};
const paid: CaseFact = { type: 'BenefitPaid', data: { measureId: 'm-1', period: '2026-09', money: 30_000 } };
const referred: CaseFact = {
  type: 'ReferralSent',
  data: { referralId: 'r-1', department: 'MEDICAL', need: 'MEDICAL', beneficiaries: ['m-head'], dueOn: '2026-10-09' },
};
const answered: CaseFact = {
  type: 'ReferralOutcomeReported',
  data: { referralId: 'r-1', outcome: 'HELPED', text: words },
};
const classified = (subItems: readonly string[]): CaseFact => ({
  type: 'CaseClassified',
  data: { class: subItems.length === 0 ? 'WATCH' : 'NEW_AID', subItems, beneficiaries: ['m-head'] },
});

describe('proposing a correction of a case', () => {
  it('names the fact, its type, what is right and why (I-18)', () => {
    const corrected = { source: 'SWEEP', needs: ['MEDICAL'] };
    proposed(clue, 'ClueReported', corrected).then([
      { type: 'CorrectionProposed', data: correction(clue, 'ClueReported', corrected) },
    ]);
  });

  it('names what the fact is about where a case has several of the kind', () => {
    const life = [...clue, visited(), problem];
    proposed(life, 'ProblemIdentified', { need: 'HOUSING' }).then([
      { type: 'CorrectionProposed', data: correction(life, 'ProblemIdentified', { need: 'HOUSING' }, 'p-1') },
    ]);
  });

  it('is refused for a case that nobody reported and a fact it does not have', () => {
    const proposing = new ProposeCaseCorrection('k-1', 'y-1', factId(99), { source: 'SWEEP' }, why);
    given(caseFile).when(proposeCaseCorrection, proposing).thenNotFound();
    given(caseFile, told(clue)).when(proposeCaseCorrection, proposing).thenRefused('no-such-fact', '/corrects');
  });

  it('is refused without a reason and without anything to correct', () => {
    given(caseFile, told(clue))
      .when(proposeCaseCorrection, new ProposeCaseCorrection('k-1', 'y-1', factId(0), { source: 'SWEEP' }, undefined))
      .thenRefused('text-needed', '/reason');
    proposed(clue, 'ClueReported', {}).thenRefused('nothing-corrected', '/corrected');
  });

  it('is refused for what has its own way of being put right: a decision, a notice, who was there', () => {
    const life = [...decidable(), granted];
    proposed(life, 'MeasureGranted', { kind: 'TEKUN' }).thenRefused('not-correctable', '/corrected/kind');
    proposed(life, 'PublicNoticePosted', { until: '2026-09-08' }).thenRefused('not-correctable', '/corrects');
    proposed(life, 'ClueReported', { urgencyHint: 'URGENT' }).thenRefused('not-correctable', '/corrected/urgencyHint');
    proposed(life, 'HomeVisitMade', { whoSeen: [] }).thenRefused('not-correctable', '/corrected/whoSeen');
    proposed(life, 'ClueReported', { constructor: 'x' }).thenRefused('not-correctable', '/corrected/constructor');
  });

  it.each([
    ['source', 'NOBODY'],
    ['source', ['SWEEP']],
    ['needs', 'LIVING'],
    ['needs', ['NOTHING']],
    ['text', 'in clear'],
  ])('%s is refused when it is of another kind', (field, value) => {
    proposed(clue, 'ClueReported', { [field]: value }).thenRefused('not-a-code', `/corrected/${field}`);
  });

  it('an amount is whole and no less than it may be', () => {
    const life = [...clue, accepted(), ...checked()];
    for (const [field, value] of Object.entries({ persons: 0, income: -1, property: 0.5 }))
      proposed(life, 'EconomicCheckFinished', { [field]: value }).thenRefused('not-a-code', `/corrected/${field}`);
    expect(proposed(life, 'EconomicCheckFinished', { persons: 1, income: 0 }).facts()).toHaveLength(1);
  });

  it('a list of codes keeps at least one', () => {
    proposed(clue, 'ClueReported', { needs: [] }).thenRefused('nothing-left', '/corrected/needs');
  });

  it('leaving for another reason is explained here too', () => {
    const left: CaseFact = { type: 'CentralCareLeft', data: { memberId: 'm-head', reason: 'DEATH', on: '2026-09-05' } };
    const life = [...clue, left];
    proposed(life, 'CentralCareLeft', { reason: 'OTHER' }).thenRefused('text-needed', '/corrected/text');
    expect(proposed(life, 'CentralCareLeft', { reason: 'OTHER', text: words }).facts()).toHaveLength(1);
  });
});

describe('what somebody acted upon since stands', () => {
  const applied: Life = [...clue, accepted(), ...checked()];
  const other = accepted({ applicationId: 'a-2', path: 'TEKUN' });
  const hearing = (on: string): CaseFact => ({
    type: 'HearingHeld',
    data: { measureId: 'm-1', on, heard: ['m-head'], statement: words },
  });
  const announced: CaseFact = {
    type: 'EndingAnnounced',
    data: { measureId: 'm-1', change: 'END', on: '2026-09-12', from: '2026-10-01' },
  };

  it.each<[what: string, life: Life, type: CaseFact['type'], corrected: CorrectedFields, later: CaseFact]>([
    [
      'a problem once the inquiry is done',
      [...clue, problem],
      'ProblemIdentified',
      { need: 'HOUSING' },
      { type: 'InvestigationCompleted', data: { result: 'PASSED' } },
    ],
    ['figures of a check once there is an opinion', applied, 'EconomicCheckFinished', { income: 1 }, opined()],
    [
      'a reason once the family was told',
      [...investigated(), ineligible],
      'IneligibilityRecorded',
      { reasonCodes: ['LABOUR'] },
      { type: 'RefusalNotified', data: { channel: 'POST', on: '2026-09-01' } },
    ],
    [
      'a reason once the family is watched for it',
      [...investigated(), ineligible],
      'IneligibilityRecorded',
      { reasonCodes: ['LABOUR'] },
      classified([]),
    ],
    [
      'an answer once the case is classified',
      [...clue, referred, answered],
      'ReferralOutcomeReported',
      { outcome: 'RETURNED' },
      classified(['REFERRAL']),
    ],
    ['a referral once it was answered', [...clue, referred], 'ReferralSent', { need: 'HOUSING' }, answered],
    [
      'a hearing once the family was told',
      [...decidable(), granted, hearing('2026-09-10')],
      'HearingHeld',
      { on: '2026-09-11' },
      announced,
    ],
  ])('%s', (_, life, type, corrected, later) => {
    expect(proposed(life, type, corrected).facts()).toHaveLength(1);
    proposed([...life, later], type, corrected).thenRefused('changed-since', '/corrects');
  });

  it('what was done about another application changes nothing', () => {
    const life = [...applied, other, opined('AGREE', 'a-2')];
    expect(proposed(life, 'EconomicCheckFinished', { income: 1 }).facts()).toHaveLength(1);
  });

  it('a notification of an application does not settle the reasons of the family', () => {
    const life = [...investigated(), ineligible];
    const notified: CaseFact = {
      type: 'RefusalNotified',
      data: { applicationId: 'a-1', channel: 'POST', on: '2026-09-01' },
    };
    expect(proposed([...life, notified], 'IneligibilityRecorded', { reasonCodes: ['LABOUR'] }).facts()).toHaveLength(1);
  });
});

describe('a corrected day', () => {
  const notified: CaseFact = { type: 'RefusalNotified', data: { channel: 'POST', on: '2026-09-08' } };
  const reopened: CaseFact = { type: 'CaseReopened', data: { cause: 'PETITION', reason: words } };
  const life: Life = [
    ...investigated(),
    [ineligible, '2026-09-05'],
    [notified, '2026-09-08'],
    [reopened, '2026-09-15'],
  ];
  const on = (day: string) => proposed(life, 'RefusalNotified', { on: day });

  it('has happened (I-22)', () => {
    const open = life.slice(0, -1);
    proposed(open, 'RefusalNotified', { on: '2026-10-21' }).thenRefused('I-22', '/corrected/on');
    expect(proposed(open, 'RefusalNotified', { on: '2026-10-20' }).facts()).toHaveLength(1);
  });

  it('stays between the facts before and behind it, on the very day it is accepted', () => {
    on('2026-09-04').thenRefused('out-of-order', '/corrected/on');
    expect(on('2026-09-05').facts()).toHaveLength(1);
    expect(on('2026-09-15').facts()).toHaveLength(1);
    on('2026-09-16').thenRefused('out-of-order', '/corrected/on');
  });

  it('is itself what the next correction is measured by', () => {
    const forwarded: CaseFact = { type: 'FileForwarded', data: { applicationId: 'a-1', to: 'CITY', on: '2026-09-07' } };
    const received: CaseFact = { type: 'FileReceived', data: { applicationId: 'a-1', on: '2026-09-09' } };
    const opinion = [opined(), '2026-09-06'] as const;
    const file: Life = [
      ...clue,
      accepted(),
      ...checked(),
      opinion,
      posted(),
      [forwarded, '2026-09-07'],
      [received, '2026-09-09'],
    ];
    proposed(file, 'FileForwarded', { on: '2026-09-05' }).thenRefused('out-of-order', '/corrected/on');
    proposed(file, 'FileForwarded', { on: '2026-09-10' }).thenRefused('out-of-order', '/corrected/on');
    expect(stateAfter(file, 'FileForwarded', { on: '2026-09-09' }, 'a-1')).toMatchObject({
      facts: expect.arrayContaining([expect.objectContaining({ type: 'FileForwarded', on: '2026-09-09' })]) as unknown,
    });
  });
});

describe('the rules that would have looked at the right value', () => {
  it('a payment stays within what is granted for its month', () => {
    const life = [...decidable(), granted, paid];
    proposed(life, 'BenefitPaid', { money: 40_001 }).thenRefused('more-than-granted', '/corrected/money');
    expect(proposed(life, 'BenefitPaid', { money: 40_000 }).facts()).toHaveLength(1);
    const ended: CaseFact = {
      type: 'MeasureEnded',
      data: { measureId: 'm-1', reason: 'DEATH', text: words, from: '2026-09-01', decider: 'r' },
    };
    proposed([...life, ended], 'BenefitPaid', { money: 40_000 }).thenRefused('not-in-force', '/corrected/money');
  });

  it('a sub-item has something behind it, and watched is without (I-15)', () => {
    const life = [...decidable(), granted, classified(['DIBAO'])];
    proposed(life, 'CaseClassified', { subItems: ['TEKUN'] }).thenRefused('I-15', '/corrected/subItems');
    expect(proposed(life, 'CaseClassified', { subItems: ['DIBAO'] }).facts()).toHaveLength(1);
    const watched = [...investigated(), ineligible, classified([])];
    proposed(watched, 'CaseClassified', { subItems: ['DIBAO'] }).thenRefused('I-15', '/corrected/subItems');
  });

  it('sub-items by which the family is monitored stand', () => {
    const plan: CaseFact = { type: 'AidPlanProposed', data: { answers: [{ need: 'LIVING', kind: 'MONITORING' }] } };
    const life = [...investigated(), plan, classified(['LOW_INCOME'])];
    proposed(life, 'CaseClassified', { subItems: ['LOW_INCOME'] }).thenRefused('changed-since', '/corrected/subItems');
  });
});

describe('how much is granted and from when', () => {
  const life = [...decidable(), granted];
  const data = correction(life, 'MeasureGranted', { money: 50_000, from: '2026-10-01' }, 'm-1');
  const waiting = [...life, { type: 'CorrectionProposed', data } as const];
  const approved = (actor: Caller) =>
    given(caseFile, told(waiting)).when(approveCaseCorrection, new ApproveCaseCorrection('k-1', 'y-1'), { actor, now });
  const gaveOpinion = { ...reviewer, id: 'u-other', person: officer.person };

  it('is corrected until it was paid or the family was heard about it', () => {
    expect(proposed(life, 'MeasureGranted', { money: 50_000 }).facts()).toHaveLength(1);
    proposed([...life, paid], 'MeasureGranted', { money: 50_000 }).thenRefused('changed-since', '/corrects');
    expect(stateAfter(life, 'MeasureGranted', { money: 50_000 }, 'm-1')).toMatchObject({
      granted: { 'm-1': { money: 50_000, from: '2026-09-01' } },
    });
    expect(stateAfter(life, 'MeasureGranted', { from: '2026-10-01' }, 'm-1')).toMatchObject({
      granted: { 'm-1': { money: 40_000, from: '2026-10-01' } },
    });
  });

  it('is corrected by who may decide so, never by who gave the opinion (I-25)', () => {
    approved(reviewer).then([{ type: 'FactCorrected', data: { ...data, proposedBy: 'u-officer' } }]);
    const proposal = { fact: { type: 'CorrectionProposed', data } as const, by: bureau };
    given(caseFile, [...told(life), proposal])
      .when(approveCaseCorrection, new ApproveCaseCorrection('k-1', 'y-1'), { actor: gaveOpinion, now })
      .thenRefused('I-25');
  });

  it('a status of 刚性支出 still ends within its term', () => {
    const rigid = { ...granted, data: { ...granted.data, kind: 'RIGID_EXP', validUntil: '2027-08-31' } } as CaseFact;
    proposed([...decidable(), rigid], 'MeasureGranted', { from: '2026-01-01' }).thenRefused(
      'valid-too-long',
      '/corrected/from',
    );
    expect(proposed([...decidable(), rigid], 'MeasureGranted', { from: '2026-09-02' }).facts()).toHaveLength(1);
  });
});

describe('the table of what can be corrected', () => {
  const fields = Object.values(correctable).flatMap((known) => Object.keys(known.fields));

  it('names only facts of a case, with a word for every field', () => {
    expect(Object.keys(correctable).filter((type) => !(type in caseSentences))).toEqual([]);
    expect([...new Set(fields)].sort()).toEqual(Object.keys(correctedNames).sort());
  });

  it('names never an id, never who acted or was seen, never until when', () => {
    expect(
      fields.filter((field) =>
        /Ids?$|Ref$|Hash$|By$|^by$|investigators|whoSeen|helper|decider|until|dueOn/.test(field),
      ),
    ).toEqual([]);
  });
});

describe('approving a correction of a case', () => {
  const approving = new ApproveCaseCorrection('k-1', 'y-1');
  const life = [...clue, visited(), problem];
  const data = correction(life, 'ProblemIdentified', { need: 'HOUSING' }, 'p-1');
  const waiting: Life = [...life, { type: 'CorrectionProposed', data }];

  it('another person makes it so', () => {
    given(caseFile, told(waiting))
      .when(approveCaseCorrection, approving, { actor: reviewer, now })
      .then([{ type: 'FactCorrected', data: { ...data, proposedBy: 'u-officer' } }]);
  });

  it('is refused to the proposer with whatever account (I-25), and for what is not open', () => {
    const { when } = given(caseFile, told(waiting));
    when(approveCaseCorrection, approving, { actor: officer, now }).thenRefused('I-25');
    when(approveCaseCorrection, approving, { actor: { ...bureau, person: officer.person }, now }).thenRefused('I-25');
    when(approveCaseCorrection, new ApproveCaseCorrection('k-1', 'y-9'), { actor: reviewer, now }).thenRefused(
      'no-such-proposal',
    );
    given(caseFile, told([...waiting, { type: 'FactCorrected', data: { ...data, proposedBy: 'u-officer' } }]))
      .when(approveCaseCorrection, approving, { actor: reviewer, now })
      .thenRefused('no-such-proposal');
  });

  it('is refused when somebody has acted upon the fact meanwhile', () => {
    const completed: CaseFact = { type: 'InvestigationCompleted', data: { result: 'PASSED' } };
    given(caseFile, told([...waiting, completed]))
      .when(approveCaseCorrection, approving, { actor: reviewer, now })
      .thenRefused('changed-since', '/corrects');
  });
});

describe('rejecting a correction of a case', () => {
  const rejecting = new RejectCaseCorrection('k-1', 'y-1', words);
  const waiting: Life = [
    ...clue,
    { type: 'CorrectionProposed', data: correction(clue, 'ClueReported', { source: 'SWEEP' }) },
  ];
  const { when } = given(caseFile, told(waiting));

  it('another person sends it back with a reason, and nothing waits any more', () => {
    const rejected: CaseFact = { type: 'CorrectionRejected', data: { proposalId: 'y-1', reason: words } };
    when(rejectCaseCorrection, rejecting, { actor: reviewer }).then([rejected]);
    expect(given(caseFile, told(waiting)).state).toMatchObject({ corrections: { 'y-1': { actorId: 'u-officer' } } });
    expect(given(caseFile, told([...waiting, rejected])).state).toMatchObject({ corrections: {} });
  });

  it('is refused without a reason, by the proposer, and for what is not open', () => {
    when(rejectCaseCorrection, new RejectCaseCorrection('k-1', 'y-1', undefined), { actor: reviewer }).thenRefused(
      'text-needed',
      '/reason',
    );
    when(rejectCaseCorrection, rejecting, { actor: officer }).thenRefused('I-25');
    when(rejectCaseCorrection, new RejectCaseCorrection('k-1', 'y-9', words), { actor: reviewer }).thenRefused(
      'no-such-proposal',
    );
  });
});

describe('what decisions remember after a correction', () => {
  it('the need behind a problem', () => {
    expect(stateAfter([...clue, visited(), problem], 'ProblemIdentified', { need: 'HOUSING' }, 'p-1')).toMatchObject({
      investigation: { problems: { 'p-1': 'HOUSING' } },
    });
  });

  it('why the family does not qualify', () => {
    const life = [...investigated(), ineligible];
    expect(stateAfter(life, 'IneligibilityRecorded', { reasonCodes: ['LABOUR'] })).toMatchObject({
      ineligible: { reasonCodes: ['LABOUR'], hasRealDifficulty: true },
    });
  });

  it('what came of a referral', () => {
    const life = [...clue, referred, answered];
    expect(stateAfter(life, 'ReferralOutcomeReported', { outcome: 'RETURNED' }, 'r-1')).toMatchObject({
      referrals: { 'r-1': { outcome: 'RETURNED' } },
    });
  });

  it('a text changes nothing that is asked for', () => {
    const life = [...clue, referred, answered];
    expect(stateAfter(life, 'ReferralOutcomeReported', { text: why }, 'r-1')).toMatchObject({
      referrals: { 'r-1': { outcome: 'HELPED' } },
    });
  });
});
