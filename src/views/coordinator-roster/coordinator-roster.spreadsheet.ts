import { educationNames, genderNames, nameOf, originNames, politicsNames } from '../../aggregates/coordinator/codes.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { CoordinatorRow } from './coordinator-roster.query.js';

const YES_NO = ['是', '否'] as const;
const HAVE = ['有', '无'] as const;

const have = (there: boolean): string => (there ? '有' : '无');

function worded(code: string | null, names: Readonly<Record<string, string>>): string {
  return code === null ? '' : nameOf(code, names);
}

function joined(row: CoordinatorRow, part: 'code' | 'name'): string {
  return row.villages.map((village) => village[part]).join('、');
}

/** 附件3 村级社会救助协理员花名册: its columns in their order (S03, S04, S05, S08, S32, S33). */
export const coordinatorColumns: readonly Column<CoordinatorRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', group: '所在地', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', group: '所在地', width: 18, kind: 'text', value: (row) => joined(row, 'name') },
  { heading: '村(社区)代码', group: '所在地', width: 15, kind: 'text', value: (row) => joined(row, 'code') },
  { heading: '姓名', width: 12, kind: 'text', value: (row) => row.name },
  {
    heading: '性别',
    width: 6,
    kind: 'text',
    value: (row) => worded(row.gender, genderNames),
    choices: Object.values(genderNames),
  },
  { heading: '出生年月', width: 10, kind: 'month', value: (row) => row.birthYearMonth },
  { heading: '民族', width: 8, kind: 'text', value: (row) => row.ethnicity },
  {
    heading: '政治面貌',
    width: 11,
    kind: 'text',
    value: (row) => worded(row.politics, politicsNames),
    choices: Object.values(politicsNames),
  },
  {
    heading: '文化程度',
    width: 11,
    kind: 'text',
    value: (row) => worded(row.education, educationNames),
    choices: Object.values(educationNames),
  },
  { heading: '身份证号', width: 21, kind: 'text', value: (row) => row.idNo },
  { heading: '联系电话', width: 15, kind: 'text', value: (row) => row.phone },
  {
    heading: '来源',
    width: 20,
    kind: 'text',
    value: (row) => nameOf(row.source, originNames),
    choices: Object.values(originNames),
  },
  { heading: '现任职务', width: 14, kind: 'text', value: (row) => row.post },
  { heading: '任职起始日', width: 12, kind: 'date', value: (row) => row.since },
  {
    heading: '是否兼任困难救助信息员',
    width: 12,
    kind: 'text',
    value: (row) => (row.informationOfficer ? '是' : '否'),
    choices: YES_NO,
  },
  { heading: '次数', group: '培训', width: 6, kind: 'integer', value: (row) => row.trainingCount },
  { heading: '最近培训日', group: '培训', width: 12, kind: 'date', value: (row) => row.lastTrainingOn },
  { heading: '有/无', group: '意外伤害险', width: 7, kind: 'text', value: (row) => have(row.insured), choices: HAVE },
  { heading: '保单止期', group: '意外伤害险', width: 12, kind: 'date', value: (row) => row.insuredUntil },
  {
    heading: '有/无',
    group: '记录仪',
    width: 7,
    kind: 'text',
    value: (row) => have(row.recorders.length > 0),
    choices: HAVE,
  },
  { heading: '编号', group: '记录仪', width: 12, kind: 'text', value: (row) => row.recorders.join('、') },
  { heading: '交通补贴至', group: '履职保障', width: 10, kind: 'month', value: (row) => row.paidUntil.transport },
  { heading: '通信补贴至', group: '履职保障', width: 10, kind: 'month', value: (row) => row.paidUntil.communication },
  { heading: '薪资待遇至', group: '履职保障', width: 10, kind: 'month', value: (row) => row.paidUntil.salary },
  { heading: '备注', width: 24, kind: 'text', value: (row) => row.remark },
];
