import { sectionNames } from '../../src/aggregates/case/codes.js';
import { VILLAGE, clueForm, ownerChain } from '../support/clerk.js';
import { careAgreement, careOffer, careWord } from '../support/care-clerk.js';
import { checkResultForm, factsForm, needsForm, noticeForm, planForm } from '../support/case-clerk.js';
import type { Known, Step, When } from './life.js';
import { BUREAU, COORDINATOR, MEDICAL, OFFICER, REVIEWER, SECRETARY, WINDOW, registration } from './life.js';

type Body = Step['body'];

const HEAD = 'm-head';
const on: Body = (_, { today }) => ({ on: today });
const nothing: Body = () => ({});

/** A step of the case the life is about. */
function step(operation: string, below: string, body: Body, given: Partial<Step> = {}): Step {
  return { operation, account: OFFICER, path: `/cases/{case}/${below}`, target: 'case-{case}', body, ...given };
}

const begun = { target: 'case', brings: { caseId: 'case', fact: 'first' } };
const reported = (given: (known: Known, when: When) => object = () => ({})): Step => ({
  operation: 'reportClue',
  account: OFFICER,
  path: '/cases/clues',
  body: (known, when) => clueForm({ knownAt: when.now, ...given(known, when) }),
  ...begun,
});
const called: Step = {
  operation: 'logCall',
  account: OFFICER,
  path: '/cases/calls',
  body: (_, { now }) => ({ townCode: VILLAGE.slice(0, 9), channel: 'H12345', callAt: now, callNo: 'c-1' }),
  ...begun,
};
const opened: Step = {
  operation: 'openCaseFromRoster',
  account: OFFICER,
  path: '/cases/roster-openings',
  body: ({ household }) => ({ villageCode: VILLAGE, householdRef: household, ownerChain, reason: '花名册入户调查' }),
  ...begun,
};
const answered = (helpNeeded: boolean): Step =>
  step('respondFirst', 'first-responses', (_, { now }) => ({ respondedAt: now, how: 'PHONE', helpNeeded }));
const judged = (urgency: string): Step =>
  step('assessUrgency', 'urgency-assessments', () => ({ urgency, basis: '入户所见' }));

const investigators = ['o-1', 'o-2'];
const visited = step('recordHomeVisit', 'home-visits', (_, { now }) => {
  return { visitedAt: now, investigators, whoSeen: [HEAD], acknowledgement: 'SIGNED' };
});
/** Seen at home, asked after everything, something proposed against the one problem. */
const inquired: readonly Step[] = [
  visited,
  ...Object.keys(sectionNames).map((section) => step('establishFacts', 'established-facts', () => factsForm(section))),
  step('assessNeeds', 'needs-assessments', () => needsForm()),
  step('identifyProblem', 'problems', () => ({ need: 'LIVING', text: '失去收入' }), {
    brings: { problemId: 'problem' },
  }),
  step('proposeCountermeasure', 'countermeasures', ({ problem }) => ({
    problemId: problem,
    kind: 'DIBAO',
    text: '申请低保',
  })),
  step('completeInvestigation', 'investigation-completions', () => ({ result: 'PASSED' })),
];
const planned = (form: object = planForm): Step => step('proposeAidPlan', 'aid-plans', () => ({ ...form }));

const applied = (path: string, given: (known: Known) => object = () => ({})): Step =>
  step(
    'acceptApplication',
    'applications',
    (known, { day }) => ({ path, memberId: HEAD, minor: false, acceptedOn: day(-9), kin: false, ...given(known) }),
    { account: WINDOW, brings: { applicationId: 'application' } },
  );
const APPLICATION = 'applications/{application}';
const checked: readonly Step[] = [
  step('startEconomicCheck', `${APPLICATION}/economic-checks`, () => {
    return { scope: ['INCOME'], authorisation: '已签授权书' };
  }),
  step('finishEconomicCheck', `${APPLICATION}/economic-check-results`, (_, { day }) => {
    return { ...checkResultForm, validUntil: day(180) };
  }),
];
const advised = (opinion = 'AGREE'): Step =>
  step('proposeOpinion', `${APPLICATION}/opinions`, () => ({ opinion, text: '初审意见' }));
const posted = (daysAgo: number): Step =>
  step('postNotice', `${APPLICATION}/notices`, (_, { day }) => ({ ...noticeForm, from: day(-daysAgo) }));
const granted = (money: number): Step =>
  step(
    'grantMeasure',
    `${APPLICATION}/grants`,
    (_, { first }) => ({ beneficiaries: [HEAD], money, period: 'MONTH', from: first }),
    { account: REVIEWER, brings: { measureId: 'measure' } },
  );
const classified = (kind: string, subItems: readonly string[]): Step =>
  step('classifyCase', 'classifications', () => ({ class: kind, subItems, beneficiaries: [HEAD] }));
const archived = step('archiveCase', 'archives', () => ({ pageHash: 'a'.repeat(64) }));

/** Called in, reported, spoken against, withdrawn, refused, observed, and looked at once more by two persons. */
const refusedLife: readonly Step[] = [
  registration,
  called,
  answered(true),
  ...corrected('rejections', () => ({ reason: '核对不符' })),
  ...corrected('approvals', nothing),
  reported((known) => ({ caseId: known['case'], source: 'HOTLINE' })),
  step('endorseClue', 'endorsements', nothing, { account: SECRETARY }),
  step('verifyClue', 'verifications', (_, { now }) => {
    return { verifiedAt: now, result: 'CONFIRMED', needsListing: false };
  }),
  step('openCase', 'openings', () => ({ ownerChain })),
  step('linkHousehold', 'household-links', ({ household }) => ({ householdRef: household })),
  judged('NORMAL'),
  step('recordVisitFailure', 'visit-failures', (_, { now }) => {
    return { visitedAt: now, investigators, reason: 'NOBODY_HOME', text: '门锁着' };
  }),
  ...inquired,
  planned(),
  step('assistApplication', 'assisted-applications', () => ({ reason: 'DISABILITY', authority: '其父签字委托' }), {
    account: COORDINATOR,
    brings: { applicationId: 'application' },
  }),
  applied('DIBAO', ({ application }) => ({ applicationId: application })),
  step('extendApplication', `${APPLICATION}/extensions`, (_, { day }) => ({ reason: 'COMPLEX', until: day(25) }), {
    account: REVIEWER,
  }),
  ...checked,
  advised(),
  posted(0),
  step('raiseObjection', `${APPLICATION}/objections`, () => ({ by: '吴十', text: '名下有车' }), {
    account: WINDOW,
    brings: { objectionId: 'objection' },
  }),
  step('settleObjection', `${APPLICATION}/objections/{objection}/settlements`, () => {
    return { outcome: 'REJECTED', text: '车已报废' };
  }),
  step('forwardFile', `${APPLICATION}/forwardings`, (_, { today }) => ({ to: 'CITY', on: today })),
  step('receiveFile', `${APPLICATION}/receipts`, on, { account: BUREAU }),
  step('withdrawApplication', `${APPLICATION}/withdrawals`, () => ({ text: '改申请低保边缘' }), {
    account: WINDOW,
  }),
  applied('EDGE'),
  ...checked,
  advised('DISAGREE'),
  step('refuseMeasure', `${APPLICATION}/refusals`, () => ({ reasonCodes: ['AGE'], text: '未满六十' }), {
    account: REVIEWER,
  }),
  step('notifyRefusal', 'refusal-notifications', ({ application }, { today }) => {
    return { applicationId: application, channel: 'IN_PERSON', on: today };
  }),
  step('recordIneligibility', 'ineligibilities', () => {
    return { reasonCodes: ['AGE'], text: '未满六十', hasRealDifficulty: true };
  }),
  classified('WATCH', []),
  ...reopening('rejections', () => ({ reason: '材料不足' })),
  ...reopening('approvals', nothing),
];

/** Of the first fact of a case, a call. */
function corrected(end: 'approvals' | 'rejections', body: Body): readonly Step[] {
  const operation = end === 'approvals' ? 'approveCaseCorrection' : 'rejectCaseCorrection';
  return [
    step(
      'proposeCaseCorrection',
      'corrections',
      ({ first }) => ({ corrects: first, corrected: { channel: 'TOWN_HOTLINE' }, reason: '误选渠道' }),
      { brings: { proposalId: 'correction' } },
    ),
    step(operation, `corrections/{correction}/${end}`, body, { account: REVIEWER }),
  ];
}

function reopening(end: 'approvals' | 'rejections', body: Body): readonly Step[] {
  const operation = end === 'approvals' ? 'approveReopen' : 'rejectReopen';
  return [
    step('proposeReopen', 'reopen-proposals', () => ({ cause: 'NEW_CLUE', reason: '又住院' }), {
      brings: { proposalId: 'proposal' },
    }),
    step(operation, `reopen-proposals/{proposal}/${end}`, body, { account: REVIEWER }),
  ];
}

const MEASURE = 'measures/{measure}';
const announced = (change: string): readonly Step[] => [
  step('holdHearing', `${MEASURE}/hearings`, (_, { today }) => ({ on: today, heard: [HEAD], statement: '愿意配合' })),
  step('announceEnding', `${MEASURE}/announcements`, (_, { today, day }) => ({ change, on: today, from: day(10) })),
];

/** Granted by a check of an earlier case, paid, reviewed, reduced, ended, filed and opened again. */
const grantedLife: readonly Step[] = [
  registration,
  { ...opened, brings: { caseId: 'earlier' } },
  { ...applied('EDGE'), path: '/cases/{earlier}/applications', target: 'case-{earlier}' },
  ...checked.map((one) => ({
    ...one,
    path: one.path.replace('{case}', '{earlier}'),
    target: 'case-{earlier}',
  })),
  opened,
  ...inquired,
  planned(),
  applied('EDGE'),
  step('reuseEconomicCheck', `${APPLICATION}/economic-check-reuses`, ({ earlier }) => ({ fromCaseRef: earlier })),
  advised(),
  granted(40_000),
  step('recordPayment', `${MEASURE}/payments`, (_, { month }) => ({ period: month, money: 40_000 })),
  step('assessWholeHousehold', 'whole-household-assessments', () => ({ result: 'SINGLE', reason: '一人重残' })),
  step('reviewMeasure', `${MEASURE}/reviews`, (_, { today }) => ({ on: today, result: 'REDUCE' })),
  classified('NEW_AID', ['LOW_INCOME']),
  archived,
  ...announced('REDUCE'),
  step(
    'reduceMeasure',
    `${MEASURE}/reductions`,
    (_, { day }) => ({ reason: 'INCOME_UP', text: '子女每月汇款', money: 20_000, from: day(10) }),
    {
      account: REVIEWER,
    },
  ),
  ...announced('END'),
  step('endMeasure', `${MEASURE}/endings`, (_, { day }) => ({ reason: 'RECOVERED', text: '已就业', from: day(10) }), {
    account: REVIEWER,
  }),
  step('reopenCase', 'reopenings', () => ({ cause: 'SPOT_CHECK', ref: 'cc-1', reason: '抽查' })),
];

/** Money at once, two departments asked, the papers afterwards. */
const emergencyLife: readonly Step[] = [
  registration,
  opened,
  judged('URGENT'),
  step('disburseEmergencyAid', 'emergency-aids', (_, { now }) => {
    return { disbursedAt: now, beneficiaries: [HEAD], money: 60_000, method: 'CASH' };
  }),
  referred('MEDICAL', 'medical'),
  step('acknowledgeReferral', 'referrals/{medical}/acknowledgements', nothing, { account: MEDICAL }),
  step('reportOutcome', 'referrals/{medical}/outcomes', () => ({ outcome: 'HELPED', text: '住院费已报销' }), {
    account: MEDICAL,
  }),
  referred('CHARITY', 'charity'),
  step('matchCharity', 'referrals/{charity}/charities', () => ({ organisation: '市慈善总会' })),
  step('deliverCharityAid', 'referrals/{charity}/charity-aids', () => ({ kind: 'GOODS', value: 50_000 })),
  step('endEmergency', 'emergency-ends', on),
  ...inquired,
  planned({ answers: [{ need: 'LIVING', kind: 'MONITORING' }] }),
  step('completePaperwork', 'paperwork', () => ({ items: ['REGISTER', 'IDENTITY', 'RECEIPT', 'REPORT'] })),
  classified('NEW_AID', ['TEMPORARY']),
  archived,
];

function referred(department: string, name: string): Step {
  return step('refer', 'referrals', () => ({ department, need: 'MEDICAL', beneficiaries: [HEAD] }), {
    brings: { referralId: name },
  });
}

const todays =
  (form: object): Body =>
  (_, { today }) => ({ ...form, on: today });

/** 特困 granted to somebody who cannot bathe by himself: at home under an agreement first, then in an institution. */
const careLife: readonly Step[] = [
  registration,
  opened,
  ...inquired,
  planned(),
  applied('TEKUN'),
  ...checked,
  advised(),
  posted(8),
  step('assessSelfCare', 'self-care-assessments', () => {
    const able = { eating: true, dressing: true, gettingUp: true, toilet: true, indoorMoving: true };
    return { memberId: HEAD, indicators: { ...able, bathing: false } };
  }),
  granted(90_000),
  step('offerCentralCare', 'central-care-offers', todays(careOffer)),
  step('declineCentralCare', 'central-care-refusals', todays(careWord)),
  step('signCareAgreement', 'care-agreements', (_, { today, day }) => {
    return { ...careAgreement, on: today, until: day(365) };
  }),
  step('recordCareFollowUp', 'care-follow-ups', todays({ memberId: HEAD, finding: 'KEPT', text: '衣食有着' }), {
    account: COORDINATOR,
  }),
  step('endCareAgreement', 'care-agreement-ends', todays({ memberId: HEAD, reason: 'BREACH' })),
  step('offerCentralCare', 'central-care-offers', todays(careOffer)),
  step('acceptCentralCare', 'central-care-acceptances', todays(careWord)),
  step('placeInCentralCare', 'central-care-placements', todays(careOffer)),
  step('leaveCentralCare', 'central-care-departures', todays({ memberId: HEAD, reason: 'OWN_WISH' })),
];

/** One clue that is another's duplicate, the other without ground, and a call that asked for nothing. */
const needlessLife: readonly Step[] = [
  { ...reported(), brings: { caseId: 'other' } },
  reported(),
  step('markDuplicate', 'duplicates', ({ other }) => ({ ofCaseRef: other })),
  step('rejectClue', 'rejections', () => ({ reason: 'NOT_FOUND', text: '查无此人' }), {
    path: '/cases/{other}/rejections',
    target: 'case-{other}',
  }),
  called,
  answered(false),
  step('closeWithoutNeed', 'closings', () => ({ reason: 'NO_NEED', text: '只问政策' })),
  archived,
];

/** Every command a case knows over HTTP, each in one of these at least, in an order in which it is allowed. */
export const caseLives: readonly (readonly Step[])[] = [
  refusedLife,
  grantedLife,
  emergencyLife,
  careLife,
  needlessLife,
];
