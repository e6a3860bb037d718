import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { GroupMemberRow, GroupRow } from './group-roster.query.js';

/** A member beside his group: the sheet has a line for each person. */
export interface GroupLine {
  readonly group: GroupRow;
  readonly member: GroupMemberRow;
}

export function linesOf(group: GroupRow): readonly GroupLine[] {
  return group.members.map((member) => ({ group, member }));
}

const genders: Readonly<Record<string, string>> = { MALE: '男', FEMALE: '女' };
const DUTIES = ['组长', '成员'] as const;
const YES_NO = ['是', '否'] as const;

/** 附件4 困难救助信息采集组成员花名册: its columns in their order (S07, S13). */
export const groupColumns: readonly Column<GroupLine>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: ({ group }) => group.townName },
  {
    heading: '组内职务',
    width: 9,
    kind: 'text',
    value: ({ member }) => (member.leads ? '组长' : '成员'),
    choices: DUTIES,
  },
  { heading: '姓名', width: 12, kind: 'text', value: ({ member }) => member.name },
  {
    heading: '性别',
    width: 6,
    kind: 'text',
    value: ({ member: { gender } }) => (gender === null ? '' : (genders[gender] ?? gender)),
    choices: Object.values(genders),
  },
  {
    heading: '工作单位及职务',
    width: 26,
    kind: 'text',
    value: ({ member }) => [member.unit, member.post].filter((part) => part !== null).join(' '),
  },
  {
    heading: '是否民政工作人员',
    width: 10,
    kind: 'text',
    value: ({ member }) => (member.civilAffairsStaff ? '是' : '否'),
    choices: YES_NO,
  },
  {
    heading: '分管村(社区)',
    width: 24,
    kind: 'text',
    value: ({ member }) => member.villages.map(({ name }) => name).join('、'),
  },
  { heading: '身份证号', width: 21, kind: 'text', value: ({ member }) => member.idNo },
  { heading: '联系电话', width: 15, kind: 'text', value: ({ member }) => member.phone },
  { heading: '对外公布的救助热线', width: 16, kind: 'text', value: ({ group }) => group.hotlines.join('、') },
  { heading: '备注', width: 24, kind: 'text', value: ({ member }) => member.remark },
];
