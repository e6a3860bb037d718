import type { Sentences } from '../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../platform/fact.js';
import type { GroupMember } from './members/group-member.js';

/** Every fact of a stream `group-<townCode>`, the 困难救助信息采集组 of one township (S07, S13). */

/** The group begins with its leader: it is never without one (I-03). */
export type GroupConstituted = Fact<
  'GroupConstituted',
  { readonly townCode: string; readonly on: LocalDate; readonly leader: GroupMember }
>;
export type LeaderDesignated = Fact<'LeaderDesignated', { readonly memberId: string; readonly on: LocalDate }>;
export type GroupMemberAdded = Fact<'GroupMemberAdded', { readonly member: GroupMember; readonly on: LocalDate }>;
export type GroupMemberChanged = Fact<
  'GroupMemberChanged',
  { readonly memberId: string; readonly changed: Partial<Omit<GroupMember, 'memberId'>> }
>;
export type GroupMemberRemoved = Fact<
  'GroupMemberRemoved',
  {
    readonly memberId: string;
    readonly on: LocalDate;
    readonly reason: string;
    /** Who leads from then on, when the leader leaves. */
    readonly newLeaderMemberId?: string;
  }
>;
/** A number the township answers, in clear: it is there to be known. */
export type HotlinePublished = Fact<'HotlinePublished', { readonly number: string; readonly on: LocalDate }>;

export type GroupFact =
  GroupConstituted | LeaderDesignated | GroupMemberAdded | GroupMemberChanged | GroupMemberRemoved | HotlinePublished;

export const leavingNames: Readonly<Record<string, string>> = {
  TRANSFER: '工作调动',
  RETIRED: '退休',
  RESIGNED: '辞职',
  DEATH: '死亡',
  OTHER: '其他',
};

export const groupSentences: Sentences<GroupFact> = {
  GroupConstituted: ({ on, leader }) => `${on} 成立困难救助信息采集组，组长 ${short(leader.memberId)}`,
  LeaderDesignated: ({ memberId, on }) => `自 ${on} 起指定采集组成员 ${short(memberId)} 任组长`,
  GroupMemberAdded: ({ member, on }) =>
    `自 ${on} 起增加采集组成员 ${short(member.memberId)}，分管 ${member.villages.join('、') || '无'}`,
  GroupMemberChanged: ({ memberId, changed }) => `变更采集组成员 ${short(memberId)} 的信息：${fieldsIn(changed)}`,
  GroupMemberRemoved: ({ memberId, on, reason, newLeaderMemberId }) =>
    `自 ${on} 起采集组成员 ${short(memberId)} 退出，原因：${leavingNames[reason] ?? reason}${newLeaderMemberId === undefined ? '' : `，组长改为 ${short(newLeaderMemberId)}`}`,
  HotlinePublished: ({ number, on }) => `自 ${on} 起对外公布救助热线 ${number}`,
};

const fieldNames: Readonly<Record<string, string>> = {
  name: '姓名',
  nameHash: '姓名',
  surnameHash: '姓名',
  idNo: '身份证号',
  idHash: '身份证号',
  gender: '身份证号',
  phone: '电话',
  unit: '工作单位',
  post: '职务',
  civilAffairsStaff: '是否民政工作人员',
  villages: '分管村(社区)',
  remark: '备注',
};

function fieldsIn(changed: object): string {
  return [...new Set(Object.keys(changed).map((field) => fieldNames[field] ?? field))].join('、');
}

function short(id: string): string {
  return id.slice(0, 8);
}
