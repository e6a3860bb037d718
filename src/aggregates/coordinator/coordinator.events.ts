import type { Sentences } from '../../platform/change/sentences.js';
import { yuan } from '../../platform/change/sentences.js';
import type { Fact, Instant, LocalDate, Period } from '../../platform/fact.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';
import type { Particulars } from './appointment/particulars.js';
import {
  allowanceNames,
  dutyNames,
  equipmentNames,
  forceNames,
  formerPostNames,
  nameOf,
  originNames,
  reasonNames,
} from './codes.js';

/** Every fact of a stream `coordinator-<id>`, in the order of life. */

/** A village of his and the first day on which he answers for it. */
export type AssignedVillage = { readonly villageCode: string; readonly from: LocalDate };

/** What an appointment says. He answers for his villages from `from`, that day included. */
export type Appointment = {
  readonly townCode: string;
  readonly particulars: Particulars;
  readonly villages: readonly AssignedVillage[];
  readonly source: string;
  /** 现任职务. */
  readonly post?: SealedBox;
  readonly remark?: SealedBox;
};

/** Why, in a code and perhaps in words. */
export type Grounds = { readonly reason: string; readonly text?: SealedBox };

export type CoordinatorAppointed = Fact<'CoordinatorAppointed', Appointment>;
export type CoordinatorConverted = Fact<'CoordinatorConverted', Appointment & { readonly fromPost: string }>;
export type CoordinatorChanged = Fact<
  'CoordinatorChanged',
  { readonly changed: Partial<Particulars> & Pick<Appointment, 'post' | 'remark'> }
>;
export type VillagesAssigned = Fact<
  'VillagesAssigned',
  Grounds & {
    /** The whole list from that day on. */
    readonly villages: readonly AssignedVillage[];
    readonly begun: readonly string[];
    readonly ended: readonly string[];
    readonly from: LocalDate;
    /** Who answers for the villages that ended. */
    readonly handOverTo?: string;
    /** From whom the villages that begin are taken over. */
    readonly takesOverFrom?: string;
  }
>;
export type CoordinatorSuspended = Fact<
  'CoordinatorSuspended',
  Grounds & {
    /** First day on which he does not answer for his villages. */
    readonly from: LocalDate;
    /** When he is expected back; he answers again only when he is resumed. */
    readonly until?: LocalDate;
    readonly villages: readonly string[];
    readonly handOverTo?: string;
  }
>;
export type CoordinatorResumed = Fact<
  'CoordinatorResumed',
  Grounds & { readonly from: LocalDate; readonly villages: readonly string[] }
>;
export type CoordinatorTransferred = Fact<
  'CoordinatorTransferred',
  Grounds & {
    readonly fromTown: string;
    readonly toTown: string;
    readonly from: LocalDate;
    /** Villages for which he no longer answers. */
    readonly villages: readonly string[];
    readonly handOverTo?: string;
  }
>;
export type CoordinatorRelieved = Fact<
  'CoordinatorRelieved',
  Grounds & {
    /** First day on which he is no coordinator. */
    readonly from: LocalDate;
    readonly villages: readonly string[];
    readonly handOverTo?: string;
  }
>;

export type TrainingAttended = Fact<
  'TrainingAttended',
  { readonly trainingId: string; readonly on: LocalDate; readonly hours: number; readonly subject: SealedBox }
>;
export type InsuranceBound = Fact<
  'InsuranceBound',
  { readonly validFrom: LocalDate; readonly validUntil: LocalDate; readonly policyNo?: SealedBox }
>;
/** Nothing covers the day after `validUntil`; written by a clock, at its end. */
export type InsuranceExpired = Fact<
  'InsuranceExpired',
  { readonly deadlineId: string; readonly validUntil: LocalDate; readonly dueAt: Instant }
>;
export type EquipmentIssued = Fact<
  'EquipmentIssued',
  { readonly kind: string; readonly deviceNo: string; readonly on: LocalDate }
>;
export type EquipmentReturned = Fact<
  'EquipmentReturned',
  { readonly kind: string; readonly deviceNo: string; readonly on: LocalDate }
>;
/** `money` in 分. */
export type AllowancePaid = Fact<
  'AllowancePaid',
  { readonly kind: string; readonly period: Period; readonly money: number }
>;
export type SalaryPaid = Fact<'SalaryPaid', { readonly period: Period; readonly money: number }>;
export type DutyAssigned = Fact<
  'DutyAssigned',
  { readonly dutyId: string; readonly kind: string; readonly on: LocalDate; readonly text: SealedBox }
>;
export type DutyPerformed = Fact<
  'DutyPerformed',
  { readonly kind: string; readonly on: LocalDate; readonly dutyId?: string; readonly text?: SealedBox }
>;
export type SocialForceMobilised = Fact<
  'SocialForceMobilised',
  { readonly kind: string; readonly on: LocalDate; readonly who: SealedBox; readonly text?: SealedBox }
>;
export type PublicLabourParticipated = Fact<
  'PublicLabourParticipated',
  { readonly on: LocalDate; readonly hours: number; readonly text?: SealedBox }
>;

export type CoordinatorFact =
  | CoordinatorAppointed
  | CoordinatorConverted
  | CoordinatorChanged
  | VillagesAssigned
  | CoordinatorSuspended
  | CoordinatorResumed
  | CoordinatorTransferred
  | CoordinatorRelieved
  | TrainingAttended
  | InsuranceBound
  | InsuranceExpired
  | EquipmentIssued
  | EquipmentReturned
  | AllowancePaid
  | SalaryPaid
  | DutyAssigned
  | DutyPerformed
  | SocialForceMobilised
  | PublicLabourParticipated;

/** What a clerk would read aloud; names and free texts stay sealed and out of it. */
export const coordinatorSentences: Sentences<CoordinatorFact> = {
  CoordinatorAppointed: ({ source, villages }) =>
    `任命协理员（${nameOf(source, originNames)}），负责 ${listed(villages)}`,
  CoordinatorConverted: ({ fromPost, villages }) =>
    `由${nameOf(fromPost, formerPostNames)}转为协理员，负责 ${listed(villages)}`,
  CoordinatorChanged: ({ changed }) => `变更协理员信息：${fieldsIn(changed)}`,
  VillagesAssigned: ({ begun, ended, from, reason, handOverTo, takesOverFrom }) =>
    `自 ${from} 起调整负责的村(社区)：新增 ${codes(begun)}${takesOverFrom === undefined ? '' : `（接自 ${short(takesOverFrom)}）`}，不再负责 ${codes(ended)}${handedTo(handOverTo)}，原因：${nameOf(reason, reasonNames)}`,
  CoordinatorSuspended: ({ from, until, reason, villages, handOverTo }) =>
    `自 ${from} 起停职${until === undefined ? '' : `，预计至 ${until}`}，暂不负责 ${codes(villages)}${handedTo(handOverTo)}，原因：${nameOf(reason, reasonNames)}`,
  CoordinatorResumed: ({ from, villages, reason }) =>
    `自 ${from} 起复职，负责 ${codes(villages)}，原因：${nameOf(reason, reasonNames)}`,
  CoordinatorTransferred: ({ from, fromTown, toTown, villages, reason, handOverTo }) =>
    `自 ${from} 起由 ${fromTown} 调往 ${toTown}，不再负责 ${codes(villages)}${handedTo(handOverTo)}，原因：${nameOf(reason, reasonNames)}`,
  CoordinatorRelieved: ({ from, villages, reason, handOverTo }) =>
    `自 ${from} 起免去协理员职务，不再负责 ${codes(villages)}${handedTo(handOverTo)}，原因：${nameOf(reason, reasonNames)}`,
  TrainingAttended: ({ trainingId, on, hours }) => `${on} 参加培训 ${short(trainingId)}，${hours} 学时`,
  InsuranceBound: ({ validFrom, validUntil }) => `投保意外伤害险，保险期 ${validFrom} 至 ${validUntil}`,
  InsuranceExpired: ({ validUntil }) => `意外伤害险于 ${validUntil} 到期，未续保`,
  EquipmentIssued: ({ kind, deviceNo, on }) => `${on} 领用${nameOf(kind, equipmentNames)} ${deviceNo}`,
  EquipmentReturned: ({ kind, deviceNo, on }) => `${on} 归还${nameOf(kind, equipmentNames)} ${deviceNo}`,
  AllowancePaid: ({ kind, period, money }) => `发放 ${period} ${nameOf(kind, allowanceNames)}补贴 ${yuan(money)} 元`,
  SalaryPaid: ({ period, money }) => `发放 ${period} 薪资 ${yuan(money)} 元`,
  DutyAssigned: ({ dutyId, kind, on }) => `${on} 交办任务 ${short(dutyId)}：${nameOf(kind, dutyNames)}`,
  DutyPerformed: ({ kind, on, dutyId }) =>
    `${on} 履行职责：${nameOf(kind, dutyNames)}${dutyId === undefined ? '' : `（任务 ${short(dutyId)}）`}`,
  SocialForceMobilised: ({ kind, on }) => `${on} 动员社会力量：${nameOf(kind, forceNames)}`,
  PublicLabourParticipated: ({ on, hours }) => `${on} 参加公益性劳动 ${hours} 小时`,
};

const fieldNames: Readonly<Record<string, string>> = {
  name: '姓名',
  nameHash: '姓名',
  surnameHash: '姓名',
  idNo: '身份证号',
  idHash: '身份证号',
  gender: '身份证号',
  birthYearMonth: '身份证号',
  phone: '电话',
  ethnicity: '民族',
  politics: '政治面貌',
  education: '文化程度',
  personRef: '登录人员',
  post: '现任职务',
  remark: '备注',
};

function fieldsIn(changed: object): string {
  return [...new Set(Object.keys(changed).map((field) => fieldNames[field] ?? field))].join('、');
}

function listed(villages: readonly AssignedVillage[]): string {
  return villages.map(({ villageCode, from }) => `${villageCode}（自 ${from}）`).join('、');
}

function codes(villages: readonly string[]): string {
  return villages.join('、') || '无';
}

function handedTo(coordinatorRef: string | undefined): string {
  return coordinatorRef === undefined ? '' : `（移交 ${short(coordinatorRef)}）`;
}

function short(id: string): string {
  return id.slice(0, 8);
}
