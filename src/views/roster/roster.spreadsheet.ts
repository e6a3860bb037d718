import {
  aidNames,
  careModeNames,
  categoryNames,
  hardshipNames,
  nameAll,
  removalNames,
  selfCareNames,
  sourceNames,
} from '../../aggregates/household/codes.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { RosterRow } from './roster.query.js';

const YES_NO = ['是', '否'] as const;

function yesNo(flag: boolean): string {
  return flag ? '是' : '否';
}

function nameOf(code: string | null, names: Readonly<Record<string, string>>): string {
  return code === null ? '' : (names[code] ?? code);
}

/** 附件1 重点人群花名册, its 21 columns in their order (notice S14; origin of each in the form's own table). */
export const rosterColumns: readonly Column<RosterRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', group: '所在地', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', group: '所在地', width: 18, kind: 'text', value: (row) => row.villageName },
  { heading: '村民小组', group: '所在地', width: 9, kind: 'text', value: (row) => row.groupNo },
  { heading: '户编号', width: 17, kind: 'text', value: (row) => row.householdNo },
  { heading: '姓名', group: '户主', width: 12, kind: 'text', value: (row) => row.headName },
  { heading: '身份证号', group: '户主', width: 21, kind: 'text', value: (row) => row.headIdNo },
  { heading: '联系电话', group: '户主', width: 15, kind: 'text', value: (row) => row.phone },
  { heading: '家庭住址', group: '户主', width: 24, kind: 'text', value: (row) => row.address },
  { heading: '家庭人口', width: 9, kind: 'integer', value: (row) => row.memberCount },
  {
    heading: '人员类别',
    width: 20,
    kind: 'text',
    value: (row) => nameAll(row.categoryCodes, categoryNames),
    choices: Object.values(categoryNames),
  },
  {
    heading: '困难类型/致困原因',
    width: 18,
    kind: 'text',
    value: (row) => nameAll(row.hardshipCodes, hardshipNames),
    choices: Object.values(hardshipNames),
  },
  {
    heading: '已享受救助',
    width: 16,
    kind: 'text',
    value: (row) => nameAll(row.currentAids, aidNames),
    choices: Object.values(aidNames),
  },
  {
    heading: '是否部分成员享受低保',
    width: 12,
    kind: 'text',
    value: (row) => yesNo(row.partialDibao),
    choices: YES_NO,
  },
  {
    heading: '自理能力',
    width: 10,
    kind: 'text',
    value: (row) => nameOf(row.selfCare, selfCareNames),
    choices: Object.values(selfCareNames),
  },
  {
    heading: '供养方式',
    width: 10,
    kind: 'text',
    value: (row) => nameOf(row.careMode, careModeNames),
    choices: Object.values(careModeNames),
  },
  { heading: '是否干部(经办人员)近亲属', width: 12, kind: 'text', value: (row) => yesNo(row.kinFlag), choices: YES_NO },
  {
    heading: '线索来源',
    width: 11,
    kind: 'text',
    value: (row) => nameOf(row.source, sourceNames),
    choices: Object.values(sourceNames),
  },
  { heading: '列入日期', group: '动态调整', width: 12, kind: 'date', value: (row) => row.listedOn },
  { heading: '移出日期', group: '动态调整', width: 12, kind: 'date', value: (row) => row.delistedOn },
  {
    heading: '移出原因',
    group: '动态调整',
    width: 14,
    kind: 'text',
    value: (row) => nameOf(row.delistReason, removalNames),
  },
  { heading: '包保协理员', width: 14, kind: 'text', value: (row) => row.responsible.join('、') },
  { heading: '备注', width: 24, kind: 'text', value: (row) => row.remark },
];
