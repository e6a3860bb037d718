import {
  GANGKOU,
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  VILLAGE,
  attemptForm,
  clueForm,
  coordinatorForm,
  groupMemberForm,
  householdForm,
  listingForm,
  memberForm,
  ownerChain,
  visitForm,
} from '../../support/clerk.js';
import { sectionNames } from '../../../src/aggregates/case/codes.js';
import {
  applicationForm,
  checkResultForm,
  factsForm,
  homeVisitForm,
  needsForm,
  noticeForm,
  planForm,
} from '../../support/case-clerk.js';
import { careAgreement, careOffer, careWord } from '../../support/care-clerk.js';
import type { Home, KnownFile, KnownWorld, ProposalKind } from './known-world.js';
import { nthIdNumber } from './vocabulary.js';
import type { Chance } from './chance.js';

/** A household, and what a form about it may draw on. */
export interface FormScene {
  readonly home: Home;
  readonly world: KnownWorld;
  readonly chance: Chance;
  /** The case the path names, if it names one. */
  readonly file?: KnownFile;
  /** Never the same twice. */
  readonly n: number;
  readonly divisions: object;
}

type Fields = Readonly<Record<string, unknown>>;
type Form = (scene: FormScene) => Fields;

const on = '2026-09-10';
const selfCare = { eating: true, dressing: true, gettingUp: true, toilet: true, indoorMoving: true, bathing: false };
const at = '2026-09-10T08:00:00+08:00';
const person = (n: number) => ({ idNo: nthIdNumber(n, '11') });
const evidenceOf = ({ world, chance }: FormScene) =>
  chance.some(world.evidence.slice(-3), 0.8).map((sha256) => ({ sha256, kind: 'PHOTO' }));
const rejection: Form = () => ({ reason: '材料不全' });

/** Whole forms as a clerk would fill them in, by operation: where chance alone would hardly ever be let in. */
export const forms: Readonly<Record<string, Form>> = {
  registerHousehold: ({ n }) => householdForm({ registeredOn: '2026-09-01', head: person(n) }),
  addMember: ({ n }) => memberForm({ relation: 'OTHER', ...person(n) }),
  changeMember: ({ n }) => ({ phone: `1990000${String(n % 10_000).padStart(4, '0')}` }),
  removeMember: () => ({ reason: 'MOVED_AWAY', on }),
  changeHead: (scene) => ({ memberId: memberButHead(scene), on, reason: '原户主年迈' }),
  changeAddress: ({ n }) => ({ address: `二组 ${n} 号`, on }),
  // Into the next village and back; now and then another township is asked, and nobody there answers.
  moveHousehold: ({ home, chance }) => ({
    toVillage: chance.happens(0.3) ? NANSHAN_VILLAGE : home.villageCode === VILLAGE ? OTHER_VILLAGE : VILLAGE,
    on,
    reason: '投靠子女',
  }),
  acceptMovedHousehold: () => ({}),
  proposeMerge: ({ home, world, chance }) => ({
    into: chance.oneOf([...world.homes.keys()].filter((id) => id !== home.id)),
    headHolds: chance.of(['SURVIVOR', 'ENDED']),
    addressHolds: chance.of(['SURVIVOR', 'ENDED']),
    reason: '同一户登记两次',
  }),
  rejectMerge: rejection,
  proposeSplit: (scene) => {
    const memberId = memberButHead(scene);
    return { memberIds: [memberId], newHeadMemberId: memberId, address: '三组 3 号', reason: '婚后分居' };
  },
  rejectSplit: rejection,
  reportChange: () => ({ kind: 'INCOME', text: '失业' }),
  listHousehold: () => listingForm({ listedOn: '2026-09-01' }),
  adjustListing: ({ n }) => ({ remark: `备注 ${n}`, reason: '情况变化' }),
  delist: () => ({ on, reason: 'RECOVERED' }),
  recordPatrolVisit: (scene) => visitForm(scene.home.headMemberId, { visitedAt: at, evidence: evidenceOf(scene) }),
  recordFailedVisit: () => attemptForm({ attemptedAt: at }),
  proposeVisitCorrection: ({ home, chance, n }) => ({
    correctsVisitId: chance.oneOf(home.visits),
    corrected: { disposal: { kind: 'NONE', text: `已核实 ${n}` } },
    reason: '记错了',
  }),
  rejectVisitCorrection: rejection,
  proposeExcuse: () => ({ month: '2026-09', reason: 'AWAY_WORKING', text: '外出务工' }),
  rejectExcuse: rejection,
  startMonitoring: ({ home }) => ({
    category: 'OTHER_LOW',
    beneficiaries: [home.headMemberId],
    from: on,
    reason: '收入略高',
  }),
  endMonitoring: () => ({ until: on, reason: 'RECOVERED' }),
  raiseCareRisk: ({ home, chance }) => ({
    memberId: home.headMemberId,
    kind: chance.of(['RIGHTS', 'HAZARD']),
    on,
    text: '独居',
  }),
  clearCareRisk: ({ home }) => ({ ...home.atRisk, on, text: '已有人照看' }),
  putOnWatch: ({ home }) => ({ on, reasonCodes: ['INCOME_ABOVE'], beneficiaries: [home.headMemberId] }),
  reviewWatch: () => ({ on, finding: 'UNCHANGED', text: '仍在治疗' }),
  releaseFromWatch: () => ({ on, reason: 'RECOVERED' }),
  proposeCorrection: ({ home, n }) => ({
    corrects: home.facts[0],
    corrected: { groupNo: String(100 + (n % 900)) },
    reason: '录入有误',
  }),
  rejectCorrection: rejection,
  logCall: ({ n }) => ({ townCode: GANGKOU, channel: 'H12345', callAt: at, callNo: `c-${n}` }),
  respondFirst: () => ({ respondedAt: at, how: 'PHONE', helpNeeded: true }),
  reportClue: () => clueForm({ knownAt: at }),
  verifyClue: () => ({ verifiedAt: at, result: 'CONFIRMED', needsListing: false }),
  rejectClue: () => ({ reason: 'OTHER', text: '已由子女照料' }),
  markDuplicate: ({ world, chance }) => ({ ofCaseRef: chance.oneOf(reportedCases(world)) }),
  openCase: () => ({ ownerChain }),
  openCaseFromRoster: ({ home }) => ({ villageCode: VILLAGE, householdRef: home.id, ownerChain, reason: '年度核查' }),
  assessUrgency: () => ({ urgency: 'URGENT', basis: '房屋倒塌' }),
  linkHousehold: ({ home }) => ({ householdRef: home.id }),
  recordHomeVisit: () => homeVisitForm(),
  recordVisitFailure: () => ({ visitedAt: at, investigators: ['o-1', 'o-2'], reason: 'NOBODY_HOME', text: '无人应答' }),
  establishFacts: ({ chance }) => factsForm(chance.oneOf(Object.keys(sectionNames)) ?? ''),
  assessNeeds: () => needsForm(),
  identifyProblem: () => ({ need: 'MEDICAL', text: '药费高' }),
  proposeCountermeasure: ({ file }) => ({
    problemId: file?.ids['problemId']?.at(-1),
    kind: 'TEMPORARY',
    text: '申请临时救助',
  }),
  assessSelfCare: ({ home }) => ({ memberId: home.headMemberId, indicators: selfCare }),
  completeInvestigation: () => ({ result: 'PASSED' }),
  recordIneligibility: () => ({ reasonCodes: ['INCOME_ABOVE'], text: '收入高于标准', hasRealDifficulty: false }),
  closeWithoutNeed: () => ({ reason: 'NO_NEED', text: '子女已接走赡养' }),
  assistApplication: () => ({ reason: 'ILLNESS', authority: '本人委托书' }),
  acceptApplication: ({ chance }) => applicationForm({ path: chance.of(['TEKUN', 'EDGE', 'TEMPORARY', 'RIGID_EXP']) }),
  withdrawApplication: () => ({ text: '不再申请' }),
  extendApplication: () => ({ reason: 'COMPLEX', until: '2026-10-09' }),
  startEconomicCheck: () => ({ scope: ['INCOME'], authorisation: '已签授权书' }),
  finishEconomicCheck: () => checkResultForm,
  reuseEconomicCheck: ({ file }) => ({ fromCaseRef: file?.id }),
  proposeOpinion: () => ({ opinion: 'AGREE', text: '拟同意' }),
  postNotice: ({ chance }) => ({ ...noticeForm, from: chance.of(['2026-09-02', on]) }),
  raiseObjection: () => ({ by: '吴十', text: '家中有车' }),
  settleObjection: () => ({ outcome: 'REJECTED', text: '查无此事' }),
  forwardFile: () => ({ to: 'CITY', on }),
  receiveFile: () => ({ on }),
  proposeAidPlan: () => planForm,
  grantMeasure: () => ({
    beneficiaries: ['m-head'],
    money: 78_000,
    period: 'MONTH',
    from: on,
    validUntil: '2027-09-09',
  }),
  refuseMeasure: () => ({ reasonCodes: ['OTHER'], text: '暂不符合' }),
  notifyRefusal: ({ file }) => ({ applicationId: file?.refused, channel: 'POST', on }),
  recordPayment: ({ chance }) => ({ period: chance.of(['2026-09', '2026-10']), money: 40_000 }),
  reviewMeasure: () => ({ on, result: 'UNCHANGED' }),
  holdHearing: () => ({ on, heard: ['m-head'], statement: '收入已有好转' }),
  announceEnding: ({ chance }) => ({ change: chance.of(['REDUCE', 'END']), on, from: '2026-10-01' }),
  reduceMeasure: () => ({ reason: 'INCOME_UP', money: 30_000, from: '2026-10-01', text: '收入增加' }),
  endMeasure: ({ chance }) => ({ reason: chance.of(['RECOVERED', 'DEATH']), from: '2026-10-01', text: '困难消除' }),
  assessWholeHousehold: () => ({ result: 'SINGLE', reason: '整户收入高于标准' }),
  disburseEmergencyAid: () => ({ disbursedAt: at, beneficiaries: ['m-head'], money: 1_000, method: 'CASH' }),
  endEmergency: () => ({ on }),
  completePaperwork: () => ({ items: ['REGISTER', 'IDENTITY', 'RECEIPT', 'REPORT'] }),
  classifyCase: ({ file, chance }) =>
    file?.status === 'INELIGIBLE'
      ? { class: 'WATCH', subItems: [], beneficiaries: ['m-head'] }
      : { class: 'NEW_AID', subItems: [chance.oneOf(file?.given ?? [])], beneficiaries: ['m-head'] },
  archiveCase: () => ({ pageHash: 'a'.repeat(64) }),
  reopenCase: () => ({ cause: 'NEW_CLUE', reason: '又有新情况' }),
  proposeReopen: () => ({ cause: 'PETITION', reason: '信访反映' }),
  rejectReopen: rejection,
  proposeCaseCorrection: ({ file, n }) => ({
    corrects: file?.ids['clueFact']?.[0],
    corrected: { text: `核对后的线索 ${n}` },
    reason: '录入有误',
  }),
  rejectCaseCorrection: rejection,
  refer: ({ chance }) => ({
    department: chance.of(['MEDICAL', 'CHARITY']),
    need: 'MEDICAL',
    beneficiaries: ['m-head'],
  }),
  reportOutcome: () => ({ outcome: 'HELPED', text: '已报销' }),
  matchCharity: () => ({ organisation: '市慈善总会' }),
  deliverCharityAid: () => ({ kind: 'GOODS', value: 50_000 }),
  offerCentralCare: () => careOffer,
  acceptCentralCare: () => careWord,
  declineCentralCare: () => careWord,
  placeInCentralCare: () => careOffer,
  leaveCentralCare: () => ({ memberId: 'm-head', reason: 'OWN_WISH', on }),
  signCareAgreement: () => careAgreement,
  endCareAgreement: () => ({ memberId: 'm-head', reason: 'BREACH', on }),
  recordCareFollowUp: () => ({ memberId: 'm-head', finding: 'KEPT', on, text: '邻居每日送餐' }),
  appointCoordinator: () => coordinatorForm(),
  convertPostToCoordinator: () => coordinatorForm({ source: undefined, fromPost: 'INFORMANT' }),
  changeCoordinator: ({ n }) => ({ phone: `1990000${String(n % 10_000).padStart(4, '0')}` }),
  assignVillages: ({ chance }) => ({
    villages: chance.some([VILLAGE, OTHER_VILLAGE], 0.5),
    from: on,
    reason: 'ADJUSTMENT',
  }),
  suspendCoordinator: () => ({ from: on, reason: 'LEAVE', text: '请假一周' }),
  resumeCoordinator: () => ({ from: on, reason: 'RETURNED' }),
  transferCoordinator: () => ({ toTown: '341881002', from: on, reason: 'ADJUSTMENT' }),
  relieveCoordinator: () => ({ from: on, reason: 'RETIRED' }),
  recordTraining: ({ n, world, chance }) => ({
    trainingId: chance.oneOf(world.trainings) ?? `t-${n}`,
    on,
    hours: 8,
    subject: '业务培训',
  }),
  bindInsurance: () => ({ validFrom: on, validUntil: '2027-09-09' }),
  issueEquipment: ({ n }) => ({ kind: 'RECORDER', deviceNo: String(n), on }),
  returnEquipment: ({ world }) => ({ ...deviceOut(world), on }),
  payAllowance: ({ chance }) => ({ kind: chance.of(['TRANSPORT', 'COMMUNICATION']), period: '2026-09', money: 10_000 }),
  paySalary: () => ({ period: '2026-09', money: 200_000 }),
  assignDuty: () => ({ kind: 'S06-6', on, text: '协助宣传' }),
  recordDuty: () => ({ kind: 'S06-1', on, dutyId: undefined }),
  mobiliseSocialForce: () => ({ kind: 'VOLUNTEERS', on, who: '志愿服务队' }),
  recordPublicLabour: () => ({ on, hours: 2 }),
  constituteGroup: () => ({ townCode: GANGKOU, leader: groupMemberForm(), on: '2026-09-01' }),
  designateLeader: ({ world, chance }) => ({ townCode: GANGKOU, memberId: chance.oneOf(world.groupMembers), on }),
  addGroupMember: () => ({ townCode: GANGKOU, member: groupMemberForm(), on }),
  changeGroupMember: ({ world, chance, n }) => ({
    townCode: GANGKOU,
    memberId: chance.oneOf(world.groupMembers),
    phone: `1990000${String(n % 10_000).padStart(4, '0')}`,
  }),
  removeGroupMember: ({ world }) => ({
    townCode: GANGKOU,
    memberId: world.groupMembers.at(-1),
    newLeaderMemberId: world.groupMembers[0],
    on,
    reason: 'RETIRED',
  }),
  publishHotline: ({ n }) => ({ townCode: GANGKOU, number: `0563-4${String(n % 1_000_000).padStart(6, '0')}`, on }),
  openFilingCampaign: ({ n }) => ({ year: n < 2 ? '2026' : String(2027 + (n % 70)), dueOn: undefined }),
  submitFiling: ({ world, chance }) => ({
    year: chance.oneOf(world.campaigns),
    townCode: GANGKOU,
    annex: chance.of(['A3', 'A4']),
    filledBy: '李民政',
    reviewedBy: '王主任',
  }),
  returnFiling: () => ({ reasons: [{ text: '缺一个村' }] }),
  publishPolicyBasis: ({ n }) => ({
    title: `通知 ${n}`,
    issuer: '市民政局',
    on: '2026-01-05',
    goals: [{ goal: '应救尽救' }],
  }),
  designateSecretary: () => ({ villageCode: VILLAGE, name: '李民政', phone: '13912345678', from: on }),
  recordSweep: () => ({ villageCode: VILLAGE, from: '2026-09-01', until: on, households: 300, clues: [] }),
  recordPublicity: ({ chance }) => ({ townCode: GANGKOU, channel: chance.of(['WECHAT', 'LEAFLET']), on, evidence: [] }),
  recordSupervision: () => ({ townCode: GANGKOU, villageCode: VILLAGE, on, finding: '报告及时' }),
  holdTraining: () => ({ townCode: GANGKOU, subject: '业务培训', hours: 8, on }),
  assessVillage: ({ chance }) => ({
    townCode: GANGKOU,
    villageCode: VILLAGE,
    year: '2026',
    on,
    score: chance.whole(10_000),
    rubricVersion: '2026-1',
  }),
  recordRewardOrPenalty: ({ chance }) => ({
    townCode: GANGKOU,
    villageCode: VILLAGE,
    kind: chance.of(['REWARD', 'PENALTY']),
    on,
    measure: '通报',
  }),
  designateResponsiblePerson: () => ({ townCode: GANGKOU, name: '李民政', phone: '13912345678', on }),
  declareEmergencyOrder: () => ({
    townCode: GANGKOU,
    villages: [OTHER_VILLAGE],
    from: '2026-12-01',
    until: '2026-12-02',
    reason: '汛情',
  }),
  endEmergencyOrder: ({ world, chance }) => ({
    townCode: GANGKOU,
    year: '2026',
    orderId: chance.oneOf(world.emergencyOrders),
  }),
  acknowledgeAlert: ({ n }) => ({ townCode: GANGKOU, alertId: `COVERAGE_LOST.${VILLAGE}.2026-09-${10 + (n % 20)}` }),
  publishParameter: ({ n }) => ({
    id: `FUZZ-${n}`,
    value: n,
    unit: '天',
    source: '试验',
    effectiveFrom: '2026-01-01',
    clocked: false,
  }),
  publishCalendar: ({ chance }) => ({
    year: 2027,
    holidays: [`2027-01-0${1 + chance.whole(9)}`],
    makeUpWorkdays: [],
    source: '试验',
  }),
  publishDivisions: ({ divisions, n }) => ({ ...divisions, source: `试验 ${n}` }),
  issueAuditOrder: ({ n }) => ({
    orderNo: `SJ-${n}`,
    towns: [],
    auditors: ['demo-auditor'],
    until: '2026-12-31T00:00:00+08:00',
    reason: '专项审计',
  }),
  // The first order stays in force: auditors work under it.
  endAuditOrder: ({ world, chance }) => ({ orderNo: chance.oneOf(world.orders.slice(1)), reason: '审计结束' }),
  proposeExport: ({ chance }) => ({
    view: 'roster',
    filters: { town: '341881100' },
    fields: chance.some(['idNo', 'phone', 'address'], 0.7),
    reason: '上报',
  }),
  rejectExport: rejection,
  openBreakGlass: () => ({ townCode: '341881002', reason: '暴雨转移', hours: 1 }),
  reviewBreakGlass: () => ({ justified: true, text: '情况属实' }),
  revealParticulars: ({ home }) => ({ fields: ['phone', 'idNo'], memberId: home.headMemberId }),
  revealCaseParticulars: () => ({ fields: ['subjectName', 'callerPhone'] }),
  searchHouseholds: () => ({ name: '张三' }),
  issueDemoToken: () => ({ account: 'officer-gangkou' }),
};

/** Operations that need something to be there first, and what. */
export const preconditions: Readonly<Record<string, (home: Home) => boolean>> = {
  proposeVisitCorrection: ({ visits }) => visits.length > 0,
  approveVisitCorrection: hasOpen('visit-corrections'),
  rejectVisitCorrection: hasOpen('visit-corrections'),
  proposeSplit: ({ members }) => members.length > 1,
  approveSplit: hasOpen('splits'),
  rejectSplit: hasOpen('splits'),
  approveMerge: hasOpen('mergers'),
  rejectMerge: hasOpen('mergers'),
  approveExcuse: hasOpen('excuses'),
  rejectExcuse: hasOpen('excuses'),
  approveCorrection: hasOpen('corrections'),
  rejectCorrection: hasOpen('corrections'),
  acceptMovedHousehold: ({ moveRequest }) => moveRequest !== undefined,
  changeHead: ({ members }) => members.length > 1,
  removeMember: ({ members }) => members.length > 1,
  listHousehold: ({ listed }) => !listed,
  delist: ({ listed }) => listed,
  adjustListing: ({ listed }) => listed,
  startMonitoring: ({ monitored }) => !monitored,
  endMonitoring: ({ monitored }) => monitored,
  clearCareRisk: ({ atRisk }) => atRisk !== undefined,
  putOnWatch: ({ watched }) => !watched,
  reviewWatch: ({ watched }) => watched,
  releaseFromWatch: ({ watched }) => watched,
  proposeExcuse: ({ listed }) => listed,
  openEvidence: ({ evidence, listed }) => evidence.length > 0 && listed,
  revealParticulars: ({ listed }) => listed,
};

/** The same of the case that the path names. */
export const preconditionsOfCases: Readonly<Record<string, (file: KnownFile) => boolean>> = {
  notifyRefusal: ({ refused, status }) => refused !== undefined || status === 'INELIGIBLE',
  disburseEmergencyAid: ({ urgent }) => urgent,
  endEmergency: ({ given }) => given.includes('TEMPORARY'),
  completePaperwork: ({ given }) => given.includes('TEMPORARY'),
  classifyCase: ({ status, given, ids }) =>
    status === 'INELIGIBLE' || (given.length > 0 && (ids['applicationId'] ?? []).length === 0),
};

/** What would bring about what an operation needs, where nothing is there for it; chance alone would take long. */
export function broughtAboutBy(operation: string): string | undefined {
  const decision = /^(?:approve|reject)(\w+)$/.exec(operation);
  return decision ? `propose${decision[1] ?? ''}` : bringers[operation];
}

const bringers: Readonly<Record<string, string>> = {
  proposeVisitCorrection: 'recordPatrolVisit',
  openEvidence: 'recordPatrolVisit',
  proposeSplit: 'addMember',
  removeMember: 'addMember',
  adjustListing: 'listHousehold',
  proposeExcuse: 'listHousehold',
  revealParticulars: 'listHousehold',
  endEmergency: 'disburseEmergencyAid',
  completePaperwork: 'disburseEmergencyAid',
  disburseEmergencyAid: 'assessUrgency',
  returnEquipment: 'issueEquipment',
  returnFiling: 'submitFiling',
};

function hasOpen(kind: ProposalKind) {
  return ({ open }: Home): boolean => open[kind].size > 0;
}

/** Cases of the officer's township that nothing has happened to yet. */
function reportedCases({ cases }: KnownWorld): readonly string[] {
  return [...cases.values()].flatMap(({ id, townCode, status }) =>
    townCode === GANGKOU && status === 'REPORTED' ? [id] : [],
  );
}

/** The one handed out last: path and body name the same. */
export function deviceOut({ devices }: KnownWorld): Fields {
  const { kind, deviceNo } = devices.at(-1) ?? { kind: 'RECORDER', deviceNo: 'none' };
  return { kind, deviceNo };
}

export function memberButHead({ home, chance }: Pick<FormScene, 'home' | 'chance'>): string | undefined {
  return chance.oneOf(home.members.filter((member) => member !== home.headMemberId));
}
