import type { ApprovedCorrection, ProposedCorrection, RejectedCorrection } from '../../platform/change/correction.js';
import type { Fact, LocalDate } from '../../platform/fact.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';
import type { Sentences } from '../../platform/change/sentences.js';
import type { MemberParticulars } from './members/member.js';
import type { Listing } from './listing/listing.js';
import type { VisitReport, VisitMode } from './visits/visit-report.js';
import type { MergingFact } from './merging/merging.events.js';
import { mergingSentences } from './merging/merging.events.js';
import type { SplittingFact } from './splitting/splitting.events.js';
import { splittingSentences } from './splitting/splitting.events.js';
import type { MovingFact } from './moving/moving.events.js';
import { movingSentences } from './moving/moving.events.js';
import type { WatchFact } from './watch/watch.events.js';
import { watchSentences } from './watch/watch.events.js';
import type { MonitoringFact } from './monitoring/monitoring.events.js';
import { monitoringSentences } from './monitoring/monitoring.events.js';
import type { CareFact } from './care/care.events.js';
import { careSentences } from './care/care.events.js';
import {
  aidNames,
  categoryNames,
  changeNames,
  hardshipNames,
  nameAll,
  removalNames,
  attemptNames,
  excuseNames,
} from './codes.js';

/** Every fact a household stream may hold, in the order of life. */

export type HouseholdRegistered = Fact<
  'HouseholdRegistered',
  {
    readonly householdNo: string;
    readonly townCode: string;
    readonly villageCode: string;
    readonly groupNo?: string;
    readonly registeredResidence?: string;
    readonly head: MemberParticulars;
    readonly address: SealedBox;
    readonly source: string;
    /** The household its members left to make it. */
    readonly splitFrom?: string;
  }
>;
export type RegistrationAbandoned = Fact<
  'RegistrationAbandoned',
  { readonly commandId: string; readonly memberId: string }
>;
export type MemberAdded = Fact<
  'MemberAdded',
  { readonly member: MemberParticulars; readonly on: LocalDate; readonly asHead?: boolean }
>;
export type MemberChanged = Fact<
  'MemberChanged',
  {
    readonly memberId: string;
    /** Set when the ID number became another one: the number given up. */
    readonly formerIdHash?: string;
    readonly changed: Partial<Omit<MemberParticulars, 'memberId'>>;
  }
>;
export type MemberRemoved = Fact<
  'MemberRemoved',
  {
    readonly memberId: string;
    readonly reason: string;
    readonly on: LocalDate;
    readonly idHash?: string;
    readonly newHeadMemberId?: string;
  }
>;
export type HeadChanged = Fact<
  'HeadChanged',
  { readonly memberId: string; readonly on: LocalDate; readonly reason: SealedBox }
>;
export type AddressChanged = Fact<
  'AddressChanged',
  { readonly address: SealedBox; readonly groupNo?: string; readonly on: LocalDate }
>;
export type HouseholdListedAsKey = Fact<'HouseholdListedAsKey', Listing>;
export type KeyListingAdjusted = Fact<
  'KeyListingAdjusted',
  {
    readonly changed: Partial<Omit<Listing, 'listedOn'>>;
    readonly reason: SealedBox;
  }
>;
export type HouseholdDelisted = Fact<
  'HouseholdDelisted',
  { readonly on: LocalDate; readonly reason: string; readonly text?: SealedBox }
>;
export type PatrolVisitRecorded = Fact<'PatrolVisitRecorded', VisitReport>;
export type PatrolVisitAttempted = Fact<
  'PatrolVisitAttempted',
  {
    readonly visitId: string;
    readonly mode: VisitMode;
    readonly visitors: readonly string[];
    readonly reason: string;
    readonly text: SealedBox;
  }
>;
export type VisitCorrectionProposed = Fact<
  'VisitCorrectionProposed',
  {
    readonly proposalId: string;
    readonly correctsVisitId: string;
    readonly corrected: Partial<Omit<VisitReport, 'visitId'>> & { readonly visitedAt?: string };
    readonly reason: SealedBox;
  }
>;
export type PatrolVisitCorrected = Fact<
  'PatrolVisitCorrected',
  VisitCorrectionProposed['data'] & { readonly proposedBy: string }
>;
export type VisitCorrectionRejected = Fact<
  'VisitCorrectionRejected',
  { readonly proposalId: string; readonly reason: SealedBox }
>;
export type HouseholdChangeReported = Fact<
  'HouseholdChangeReported',
  { readonly kind: string; readonly text: SealedBox; readonly reportedBy: string }
>;
export type ExcuseProposed = Fact<
  'ExcuseProposed',
  {
    readonly proposalId: string;
    readonly month: string;
    readonly reason: string;
    readonly text: SealedBox;
    readonly evidence: readonly Evidence[];
  }
>;
export type MonthlyVisitExcused = Fact<
  'MonthlyVisitExcused',
  { readonly month: string; readonly reason: string; readonly ground: ExcuseGround }
>;
export type ExcuseRejected = Fact<'ExcuseRejected', { readonly proposalId: string; readonly reason: SealedBox }>;
export type MonthlyVisitMissed = Fact<
  'MonthlyVisitMissed',
  {
    readonly deadlineId: string;
    readonly month: string;
    readonly dueAt: string;
    readonly responsible: readonly string[];
    readonly attempts: number;
  }
>;
export type CorrectionProposed = Fact<'CorrectionProposed', ProposedCorrection>;
export type FactCorrected = Fact<'FactCorrected', ApprovedCorrection>;
export type CorrectionRejected = Fact<'CorrectionRejected', RejectedCorrection>;

/** By whose word a month needs no visit: two persons' (I-25), or the rule's, because the last member died or left. */
export type ExcuseGround =
  | { readonly kind: 'APPROVED'; readonly proposalId: string; readonly proposedBy: string }
  | { readonly kind: 'LAST_MEMBER_GONE' };

/** A photo, clip or signature kept in the evidence store under its content hash. */
export type Evidence = {
  readonly sha256: string;
  readonly kind: string;
};

export type HouseholdFact =
  | HouseholdRegistered
  | RegistrationAbandoned
  | MemberAdded
  | MemberChanged
  | MemberRemoved
  | HeadChanged
  | AddressChanged
  | HouseholdListedAsKey
  | KeyListingAdjusted
  | HouseholdDelisted
  | PatrolVisitRecorded
  | PatrolVisitAttempted
  | VisitCorrectionProposed
  | PatrolVisitCorrected
  | VisitCorrectionRejected
  | HouseholdChangeReported
  | ExcuseProposed
  | MonthlyVisitExcused
  | ExcuseRejected
  | MonthlyVisitMissed
  | CorrectionProposed
  | FactCorrected
  | CorrectionRejected
  | MovingFact
  | MergingFact
  | SplittingFact
  | WatchFact
  | MonitoringFact
  | CareFact;

/** What a clerk would read aloud; names and free texts stay sealed and out of it. */
export const householdSentences: Sentences<HouseholdFact> = {
  HouseholdRegistered: ({ householdNo, head }) => `登记家庭 ${householdNo}，户主成员 ${short(head.memberId)}`,
  RegistrationAbandoned: ({ memberId }) => `放弃未完成的登记（成员 ${short(memberId)}）`,
  MemberAdded: ({ member, on }) => `自 ${on} 起增加家庭成员 ${short(member.memberId)}`,
  MemberChanged: ({ memberId, changed }) => `变更成员 ${short(memberId)} 的信息：${fieldsIn(changed)}`,
  MemberRemoved: ({ memberId, reason, on, newHeadMemberId }) =>
    `${on} 减少成员 ${short(memberId)}，原因：${nameAll([reason], removalNames)}${newHeadMemberId ? `，户主改为 ${short(newHeadMemberId)}` : ''}`,
  HeadChanged: ({ memberId, on }) => `自 ${on} 起户主改为成员 ${short(memberId)}`,
  AddressChanged: ({ on }) => `自 ${on} 起变更家庭住址`,
  HouseholdListedAsKey: ({ listedOn, categoryCodes, hardshipCodes }) =>
    `自 ${listedOn} 起列入重点人群花名册，类别：${nameAll(categoryCodes, categoryNames)}，致困原因：${nameAll(hardshipCodes, hardshipNames)}`,
  KeyListingAdjusted: ({ changed }) =>
    `动态调整花名册：${fieldsIn(changed)}${changed.currentAids ? `（已享受：${nameAll(changed.currentAids, aidNames)}）` : ''}`,
  HouseholdDelisted: ({ on, reason }) => `自 ${on} 起移出重点人群花名册，原因：${nameAll([reason], removalNames)}`,
  PatrolVisitRecorded: ({ visitId, whoSeen }) => `巡查走访 ${short(visitId)}，见到 ${whoSeen.length} 人`,
  PatrolVisitAttempted: ({ visitId, reason }) => `走访未遇 ${short(visitId)}，原因：${nameAll([reason], attemptNames)}`,
  VisitCorrectionProposed: ({ correctsVisitId, corrected }) =>
    `提请更正走访 ${short(correctsVisitId)}：${fieldsIn(corrected)}`,
  PatrolVisitCorrected: ({ correctsVisitId, corrected }) =>
    `复核同意，更正走访 ${short(correctsVisitId)}：${fieldsIn(corrected)}`,
  VisitCorrectionRejected: ({ proposalId }) => `退回走访更正提请 ${short(proposalId)}`,
  HouseholdChangeReported: ({ kind }) => `报告家庭变化：${nameAll([kind], changeNames)}`,
  ExcuseProposed: ({ month, reason }) => `提请 ${month} 免访，原因：${nameAll([reason], excuseNames)}`,
  MonthlyVisitExcused: ({ month, reason, ground }) =>
    `${groundWords[ground.kind]}，${month} 免访，原因：${nameAll([reason], excuseNames)}`,
  ExcuseRejected: ({ proposalId }) => `退回免访提请 ${short(proposalId)}`,
  MonthlyVisitMissed: ({ month, attempts, responsible }) =>
    `${month} 漏访（未遇 ${attempts} 次），责任协理员 ${responsible.map(short).join('、') || '未指定'}`,
  CorrectionProposed: ({ correctsType, corrected }) => `提请更正事实 ${correctsType}：${fieldsIn(corrected)}`,
  FactCorrected: ({ correctsType, corrected }) => `复核同意，更正事实 ${correctsType}：${fieldsIn(corrected)}`,
  CorrectionRejected: ({ proposalId }) => `退回更正提请 ${short(proposalId)}`,
  ...movingSentences,
  ...mergingSentences,
  ...splittingSentences,
  ...watchSentences,
  ...monitoringSentences,
  ...careSentences,
};

const groundWords: Readonly<Record<ExcuseGround['kind'], string>> = {
  APPROVED: '复核同意',
  LAST_MEMBER_GONE: '家庭已无成员，按规定',
};

function short(id: string): string {
  return id.slice(0, 8);
}

const fieldNames: Readonly<Record<string, string>> = {
  name: '姓名',
  nameHash: '姓名',
  surnameHash: '姓名',
  idNo: '身份证号',
  idHash: '身份证号',
  phone: '电话',
  relation: '与户主关系',
  birthYearMonth: '出生年月',
  ageBand: '年龄段',
  minor: '未成年',
  health: '健康',
  disability: '残疾',
  selfCare: '自理能力',
  employment: '就业',
  student: '在学',
  obligor: '赡(抚、扶)养义务人',
  noIdReason: '无身份证原因',
  categoryCodes: '人员类别',
  hardshipCodes: '致困原因',
  currentAids: '已享受救助',
  partialDibao: '部分成员低保',
  inDifficulty: '生活困难',
  careMode: '供养方式',
  kinFlag: '近亲属标记',
  source: '线索来源',
  coordinatorRef: '包保协理员',
  clueRef: '线索',
  caseRef: '个案',
  remark: '备注',
  visitedAt: '走访时间',
  mode: '走访方式',
  visitors: '巡查人',
  whoSeen: '见到的人',
  living: '生活状况',
  changes: '家庭变化',
  needs: '救助需求',
  disposal: '处置情况',
  evidence: '佐证',
  acknowledgement: '被访人确认',
  textHash: '文字',
  listedOn: '列入日期',
  on: '日期',
  reason: '原因',
  text: '说明',
  address: '住址',
  groupNo: '村民小组',
};

/** What was changed, each item once: a number, a name and its keyed hashes are one thing to who hears of it. */
function fieldsIn(changed: object): string {
  return [...new Set(Object.keys(changed).map((field) => fieldNames[field] ?? field))].join('、');
}
