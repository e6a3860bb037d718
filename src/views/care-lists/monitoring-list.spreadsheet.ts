import { categoryNames, delistNames, nameAll } from '../../aggregates/household/codes.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { MonitoringRow } from './monitoring-list.query.js';

/** 低收入人口动态监测名单 (S26). */
export const monitoringColumns: readonly Column<MonitoringRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', width: 18, kind: 'text', value: (row) => row.villageName },
  { heading: '村民小组', width: 9, kind: 'text', value: (row) => row.groupNo },
  { heading: '户编号', width: 17, kind: 'text', value: (row) => row.householdNo },
  { heading: '户主姓名', width: 12, kind: 'text', value: (row) => row.headName },
  {
    heading: '监测对象',
    width: 20,
    kind: 'text',
    value: ({ beneficiaries }) => beneficiaries.map(({ name }) => name ?? '').join('、'),
  },
  {
    heading: '监测类别',
    width: 20,
    kind: 'text',
    value: ({ category }) => (category === null ? '' : nameAll([category], categoryNames)),
    choices: Object.values(categoryNames),
  },
  { heading: '纳入日期', width: 12, kind: 'date', value: (row) => row.from },
  { heading: '结束日期', width: 12, kind: 'date', value: (row) => row.until },
  {
    heading: '结束原因',
    width: 14,
    kind: 'text',
    value: ({ endReason }) => (endReason === null ? '' : nameAll([endReason], delistNames)),
  },
];
