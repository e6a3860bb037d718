import type { CaseFile, KnownCase } from '../../src/aggregates/case/case.js';
import type { CaseClock } from '../../src/aggregates/case/clocks/case-clocks.js';
import { dueOf } from '../../src/aggregates/case/clocks/clock-limits.js';
import { correctable } from '../../src/aggregates/case/corrections/correctable.js';
import type { FieldKind } from '../../src/platform/change/correction.js';
import type { JsonValue } from '../../src/platform/fact.js';
import { addDays, monthOf } from '../../src/platform/calendar/local-date.js';
import type { CaseCommand } from '../../src/aggregates/case/status-by-command.js';
import type { Rules } from '../../src/platform/change/given.js';
import { sectionNames } from '../../src/aggregates/case/codes.js';
import { VILLAGE } from './cases.js';
import type { Choices } from './choices.js';

/** The fields of a command, as its constructor takes them. */
type Fields = readonly unknown[];
type Draw = (draw: Choices, state: CaseFile, rules: Rules) => Fields;

const ID = 'k-1';
const CODE = 'OTHER';
const ownerChain = { group: 'g-1', village: 'c-1', township: 'o-1', bureau: 'b-1' };
const known = (state: CaseFile): Partial<KnownCase> => (state.status === 'UNKNOWN' ? {} : state);

const members = ['m-head', 'm-head', 'm-head', 'm-other', 'constructor'] as const;
const openApplications = (state: CaseFile) =>
  Object.entries(known(state).applications ?? {}).flatMap(([id, { end }]) => (end === undefined ? [id] : []));
const application = (draw: Choices, state: CaseFile) =>
  draw.known(openApplications(state), ['a-1', 'a-2', 'constructor']);
const measure = (draw: Choices, state: CaseFile) =>
  draw.known(Object.keys(known(state).granted ?? {}), ['g-1', 'g-2', 'constructor']);
const referral = (draw: Choices, state: CaseFile) =>
  draw.known(Object.keys(known(state).referrals ?? {}), ['r-1', 'r-2', 'constructor']);
const problem = (draw: Choices, state: CaseFile) => {
  const { problems = {}, countered = [] } = known(state).investigation ?? {};
  const open = Object.keys(problems).filter((id) => !countered.includes(id));
  return draw.known(open, ['p-1', 'p-2', 'constructor']);
};
const section = (draw: Choices, state: CaseFile) => {
  const { sections = [] } = known(state).investigation ?? {};
  const missing = Object.keys(sectionNames).filter((name) => !sections.includes(name));
  return draw.known(missing.slice(0, 1), ['PEOPLE', 'INCOME']);
};
const visitId = (draw: Choices, state: CaseFile) =>
  draw.wrong(10) ? 'v-0' : `v-${(known(state).investigation?.visitIds ?? []).length}`;
const proposal = (draw: Choices, state: CaseFile) =>
  draw.known(Object.keys(known(state).reopenings ?? {}), ['q-1', 'q-2', 'constructor']);
const correction = (draw: Choices, state: CaseFile) =>
  draw.known(Object.keys(known(state).corrections ?? {}), ['y-1', 'constructor']);
const consent = (draw: Choices) => [
  ID,
  {
    memberId: draw.of(members),
    by: 'SELF',
    evidence: draw.list({ sha256: 'a'.repeat(64), kind: 'SIGNATURE' }),
    on: draw.day(),
  },
];
const person = (draw: Choices, more: object = {}) => ({ memberId: draw.of(members), on: draw.day(), ...more });
const investigators = (draw: Choices) => (draw.wrong(10) ? ['o-1'] : ['o-1', 'o-2']);
const objection = (draw: Choices, state: CaseFile, id: string) =>
  draw.known(known(state).applications?.[id]?.openObjections ?? [], ['b-1', 'b-2', 'constructor']);

/** Some value of the kind that a field holds. */
export function correctedValue(draw: Choices, field: FieldKind): JsonValue {
  switch (field.kind) {
    case 'day':
      return draw.day();
    case 'flag':
      return draw.once(2);
    case 'text':
      return { ...draw.written(), ciphertext: 'corrected' };
    case 'word':
      return 'n-2';
    case 'amount':
      return draw.of([0, 1, 30_000, 50_000]);
    case 'code':
      return draw.known(Object.keys(field.names), [CODE]);
    case 'codes':
      return draw.list(draw.known(Object.keys(field.names), [CODE]));
  }
}

/** One command of each kind, drawn with what the case holds in mind and with what it does not hold. */
export const drawn: Readonly<Record<CaseCommand, Draw>> = {
  LogCall: (draw) => [
    ID,
    { townCode: '341881100', channel: 'H12345', callAt: draw.instant(), callNo: 'n-1', caller: { callerId: 'p-1' } },
  ],
  RespondFirst: (draw) => [ID, draw.instant(), { how: 'PHONE', helpNeeded: draw.once(2) }],
  ReportClue: (draw) => [
    ID,
    VILLAGE,
    {
      source: 'COORDINATOR',
      knownAt: draw.instant(),
      urgencyHint: draw.of(['NORMAL', 'URGENT']),
      needs: ['LIVING'],
      ...(draw.once(4)
        ? { subject: { subjectId: 's-1', name: draw.written(), nameHash: 'n', surnameHash: 's' } }
        : { householdRef: 'h-1' }),
    },
    draw.text(),
  ],
  EndorseClue: (draw) => [ID, draw.text()],
  VerifyClue: (draw) => [
    ID,
    draw.instant(),
    { result: draw.of(['CONFIRMED', 'CONFIRMED', 'CONFIRMED', 'PARTLY', 'UNFOUNDED']), needsListing: false },
  ],
  RejectClue: (draw) => [ID, CODE, draw.text()],
  MarkDuplicate: (draw) => [ID, draw.of(['k-2', 'k-2', 'k-3', 'k-1'])],
  OpenCase: (draw) => [ID, ownerChain, ...(draw.once(8) ? [draw.of([VILLAGE, '341881002201'])] : [])],
  OpenCaseFromRoster: (draw) => [ID, VILLAGE, 'h-1', ownerChain, draw.text()],
  AssessUrgency: (draw) => [ID, draw.of(['URGENT', 'URGENT', 'NORMAL']), draw.text()],
  LinkHousehold: (draw) => [ID, draw.of(['h-1', 'h-1', 'h-2'])],
  RecordHomeVisit: (draw, state) => [
    ID,
    draw.instant(),
    {
      visitId: visitId(draw, state),
      investigators: investigators(draw),
      accompaniedBy: [],
      whoSeen: draw.list('m-head'),
      ...(draw.once(4) ? { proxy: { relation: 'GUARDIAN', name: draw.written(), basis: draw.written() } } : {}),
      ...(draw.once(2) ? { withBureau: true } : {}),
      evidence: [],
      acknowledgement: 'SIGNED',
    },
  ],
  RecordVisitFailure: (draw, state) => [
    ID,
    draw.instant(),
    { visitId: visitId(draw, state), investigators: investigators(draw), reason: 'NOBODY_HOME' },
    draw.text(),
  ],
  EstablishFacts: (draw, state) => [
    ID,
    {
      section: section(draw, state),
      status: draw.of(['ESTABLISHED', 'ESTABLISHED', 'INQUIRING']),
      values: {},
      inquiryEvidence: draw.list({ kind: 'LETTER' }),
    },
    draw.text(),
  ],
  AssessNeeds: (draw) => [
    ID,
    {
      needs: draw.list({ code: draw.of(['LIVING', 'MEDICAL']), met: draw.once(4) }),
      wholeHouseholdDifficulty: false,
      applicationDifficulty: false,
      monitoringEligible: false,
    },
    draw.text(),
  ],
  IdentifyProblem: (draw) => [ID, { problemId: draw.of(['p-1', 'p-2']), need: 'LIVING' }, draw.text()],
  ProposeCountermeasure: (draw, state) => [ID, { problemId: problem(draw, state), kind: 'DIBAO' }, draw.text()],
  AssessSelfCare: (draw) => [
    ID,
    draw.of(members),
    { eating: true, dressing: true, gettingUp: true, toilet: true, indoorMoving: true, bathing: draw.once(4) },
  ],
  CompleteInvestigation: (draw) => [ID, draw.of(['PASSED', 'PASSED', 'PASSED', 'NOT_SEEN']), draw.text()],
  RecordIneligibility: (draw) => [ID, draw.list('AGE'), draw.text(), draw.once(2)],
  AssistApplication: (draw) => [ID, draw.of(['a-1', 'a-2', 'a-3']), CODE, draw.text()],
  AcceptApplication: (draw) => [
    ID,
    {
      applicationId: draw.of(['a-1', 'a-2', 'a-3', 'a-4']),
      path: draw.of(['DIBAO', 'TEKUN', 'TEKUN', 'TEKUN', 'EDGE', 'RIGID_EXP', 'TEMPORARY', 'DIBAO_SINGLE']),
      applicant: { memberId: 'm-head', minor: draw.once(8) },
      acceptedOn: draw.day(),
    },
    draw.wrong(2),
    draw.text(),
  ],
  WithdrawApplication: (draw, state) => [ID, application(draw, state), draw.text()],
  ExtendApplication: (draw, state) => [
    ID,
    application(draw, state),
    'COMPLEX',
    addDays(draw.today, draw.of([10, 40, 200])),
  ],
  StartEconomicCheck: (draw, state) => [ID, application(draw, state), ['INCOME'], draw.text()],
  FinishEconomicCheck: (draw, state) => [
    ID,
    {
      applicationId: application(draw, state),
      persons: 2,
      income: 60_000,
      property: 0,
      expenditure: 0,
      result: draw.wrong(3) ? 'ABOVE' : 'WITHIN',
      validUntil: addDays(draw.today, draw.wrong(4) ? draw.of([5, -1]) : 180),
    },
  ],
  ReuseEconomicCheck: (draw, state) => [ID, application(draw, state), draw.of(['k-2', 'k-2', 'k-3'])],
  ProposeOpinion: (draw, state) => [ID, application(draw, state), draw.wrong(3) ? 'DISAGREE' : 'AGREE', draw.text()],
  PostNotice: (draw, state) => [
    ID,
    application(draw, state),
    'VILLAGE_BOARD',
    draw.day(),
    draw.list({ field: draw.wrong(3) ? 'ADDRESS' : 'MEMBER_COUNT', value: draw.written() }),
  ],
  EndNotice: (draw, state) => [ID, application(draw, state)],
  RaiseObjection: (draw, state) => [ID, application(draw, state), draw.of(['b-1', 'b-2']), draw.text(), draw.text()],
  SettleObjection: (draw, state) => {
    const applicationId = application(draw, state);
    const objectionId = objection(draw, state, applicationId);
    return [ID, { applicationId, objectionId, outcome: draw.of(['REJECTED', 'REJECTED', 'UPHELD']) }, draw.text()];
  },
  ForwardFile: (draw, state) => [ID, { applicationId: application(draw, state), to: 'CITY', on: draw.day() }],
  ReceiveFile: (draw, state) => [ID, { applicationId: application(draw, state), on: draw.day() }],
  ProposeAidPlan: (draw) => [
    ID,
    [
      {
        need: 'LIVING',
        kind: draw.of(['MEASURE', 'MEASURE', 'MONITORING']),
        ...(draw.wrong(8) ? {} : { what: 'DIBAO' }),
      },
      { need: 'MEDICAL', kind: 'REFERRAL', what: 'MEDICAL' },
    ].slice(0, draw.wrong(3) ? 1 : 2),
  ],
  GrantMeasure: (draw, state) => [
    ID,
    {
      measureId: draw.of(['g-1', 'g-2', 'g-3', 'g-4', 'g-5']),
      applicationId: application(draw, state),
      beneficiaries: draw.list('m-head'),
      money: 40_000,
      period: draw.of(['MONTH', 'ONCE']),
      from: draw.day(),
      ...(draw.wrong(3) ? {} : { validUntil: addDays(draw.today, draw.wrong(3) ? 800 : 300) }),
    },
  ],
  RefuseMeasure: (draw, state) => [ID, application(draw, state), draw.list('INCOME_ABOVE'), draw.text()],
  NotifyRefusal: (draw) => [
    ID,
    {
      ...(draw.once(2) ? { applicationId: draw.of(['a-1', 'a-2', 'a-3', 'a-4']) } : {}),
      channel: 'POST',
      on: draw.day(),
    },
  ],
  RecordPayment: (draw, state) => [
    ID,
    { measureId: measure(draw, state), period: monthOf(draw.day()), money: draw.of([40_000, 30_000, 40_001]) },
  ],
  ReviewMeasure: (draw, state) => [ID, { measureId: measure(draw, state), on: draw.day(), result: 'UNCHANGED' }],
  HoldHearing: (draw, state) => [
    ID,
    { measureId: measure(draw, state), on: draw.day(), heard: draw.list('m-head') },
    draw.text(),
  ],
  AnnounceEnding: (draw, state) => [
    ID,
    {
      measureId: measure(draw, state),
      change: draw.of(['REDUCE', 'END']),
      on: draw.day(),
      from: addDays(draw.today, draw.wrong(3) ? 1 : 10),
    },
  ],
  ReduceMeasure: (draw, state) => [
    ID,
    {
      measureId: measure(draw, state),
      reason: 'INCOME_UP',
      money: draw.of([30_000, 20_000, 40_000]),
      from: addDays(draw.today, draw.wrong(3) ? 1 : 30),
    },
    draw.text(),
  ],
  EndMeasure: (draw, state) => [
    ID,
    {
      measureId: measure(draw, state),
      reason: draw.of(['RECOVERED', 'RECOVERED', 'DEATH']),
      from: addDays(draw.today, draw.wrong(3) ? 1 : 30),
    },
    draw.text(),
  ],
  AssessWholeHousehold: (draw) => [ID, draw.of(['SINGLE', 'SINGLE', 'WHOLE']), draw.text()],
  DisburseEmergencyAid: (draw) => [
    ID,
    draw.instant(),
    {
      measureId: draw.of(['e-1', 'e-2', 'e-3']),
      beneficiaries: draw.list('m-head'),
      money: draw.of([30_000, 50_000, 80_000]),
      method: 'CASH',
    },
  ],
  EndEmergency: (draw) => [ID, draw.day()],
  CompletePaperwork: (draw) => [ID, ['REGISTER', 'IDENTITY', 'RECEIPT', 'REPORT'].slice(draw.wrong(4) ? 1 : 0)],
  Refer: (draw) => [
    ID,
    {
      referralId: draw.of(['r-1', 'r-2', 'r-3']),
      department: draw.of(['MEDICAL', 'CHARITY', 'HOUSING']),
      need: 'MEDICAL',
      beneficiaries: draw.list('m-head'),
    },
  ],
  AcknowledgeReferral: (draw, state) => [ID, referral(draw, state)],
  ReportOutcome: (draw, state) => [
    ID,
    { referralId: referral(draw, state), outcome: draw.of(['HELPED', 'RETURNED']) },
    draw.text(),
  ],
  MatchCharity: (draw, state) => [ID, referral(draw, state), draw.text()],
  DeliverCharityAid: (draw, state) => [ID, { referralId: referral(draw, state), kind: 'GOODS', value: 10_000 }],
  OfferCentralCare: (draw) => [ID, person(draw), draw.text()],
  AcceptCentralCare: consent,
  DeclineCentralCare: consent,
  PlaceInCentralCare: (draw) => [ID, person(draw), draw.text()],
  LeaveCentralCare: (draw) => [ID, person(draw, { reason: draw.of(['OWN_WISH', 'OTHER']) }), draw.text()],
  SignCareAgreement: (draw) => [
    ID,
    {
      ...person(draw),
      agreementId: draw.of(['c-1', 'c-2', 'c-3']),
      carer: { carerId: 'x-1', kind: 'NEIGHBOUR', name: draw.written() },
      services: draw.list('MEALS'),
      frequency: 'DAILY',
      evidence: draw.list({ sha256: 'a'.repeat(64), kind: 'SIGNATURE' }),
      until: addDays(draw.today, draw.wrong(3) ? -1 : draw.of([300, 20])),
    },
    draw.text(),
  ],
  EndCareAgreement: (draw) => [ID, person(draw, { reason: 'BREACH' }), draw.text()],
  RecordCareFollowUp: (draw) => [ID, person(draw, { finding: 'KEPT' }), draw.text()],
  CloseWithoutNeed: (draw) => [ID, draw.of(['NO_NEED', 'DEATH', 'WITHDRAWN']), draw.text()],
  ClassifyCase: (draw) => {
    const watch = draw.once(2);
    const item = draw.of(['DIBAO', 'TEKUN', 'LOW_INCOME', 'TEMPORARY', 'REFERRAL']);
    const subItems = watch !== draw.wrong(8) ? [] : [item];
    return [ID, { class: watch ? 'WATCH' : 'NEW_AID', subItems, beneficiaries: draw.list('m-head') }];
  },
  ArchiveCase: () => [ID, 'a'.repeat(64)],
  ReopenCase: (draw) => [ID, 'SPOT_CHECK', undefined, draw.text()],
  ProposeReopen: (draw) => [ID, { proposalId: draw.of(['q-1', 'q-2']), cause: 'PETITION' }, draw.text()],
  ApproveReopen: (draw, state) => [ID, proposal(draw, state)],
  RejectReopen: (draw, state) => [ID, proposal(draw, state), draw.text()],
  ProposeCaseCorrection: (draw, state) => {
    const facts = (known(state).facts ?? []).filter(({ type }) => correctable[type] !== undefined);
    const fact = draw.known(facts, [{ id: 'f-9', type: 'CaseArchived', on: draw.today, ids: {} }]);
    const fields = Object.entries(correctable[fact.type]?.fields ?? {});
    const [name, field] = draw.known<readonly [string, FieldKind]>(fields, [['townCode', { kind: 'word' }]]);
    return [ID, draw.of(['y-1', 'y-2']), fact.id, { [name]: correctedValue(draw, field) }, draw.text()];
  },
  ApproveCaseCorrection: (draw, state) => [ID, correction(draw, state)],
  RejectCaseCorrection: (draw, state) => [ID, correction(draw, state), draw.text()],
  RecordPolicyRefusal: (draw) => [
    ID,
    {
      policy: 'case-watch',
      causationId: draw.of(['e-1', 'e-2']),
      step: 0,
      rule: 'household-merged',
      reason: '该户已并入另一户',
    },
  ],
  RetryPolicyStep: (draw, state) => [ID, draw.known(Object.keys(known(state).refusedSteps ?? {}), ['f-1', 'f-9'])],
  MissDeadline: (draw, state, rules) => {
    const running = (known(state).timed?.clocks ?? []).filter(({ closedAt, missedAt }) => !closedAt && !missedAt);
    // A public notice is over, never late: no command says so of one.
    const timed = running.filter(({ kind }) => kind !== 'PUBLIC_NOTICE');
    const passed = timed.filter((one) => dueOf(one, rules).dueAt < draw.now);
    const clock = draw.known<CaseClock>(passed.length > 0 ? passed : timed, [
      { kind: 'DECISION', startedAt: draw.now },
    ]);
    const { kind, about, startedAt: since } = clock;
    return [ID, 'd-1', { kind, ...(about === undefined ? {} : { about }), since }, dueOf(clock, rules).dueAt];
  },
};
