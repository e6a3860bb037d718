import { careRiskNames, nameAll } from '../../aggregates/household/codes.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { CareWatchRow, WatchedRisk } from './care-watch.query.js';

/** 照料关注名单 (S22): a household on a line, its risks in the order they were raised. */
export const careWatchColumns: readonly Column<CareWatchRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', width: 18, kind: 'text', value: (row) => row.villageName },
  { heading: '村民小组', width: 9, kind: 'text', value: (row) => row.groupNo },
  { heading: '户编号', width: 17, kind: 'text', value: (row) => row.householdNo },
  { heading: '户主姓名', width: 12, kind: 'text', value: (row) => row.headName },
  { heading: '关注对象', width: 20, kind: 'text', value: each(({ name }) => name ?? '') },
  { heading: '风险种类', width: 20, kind: 'text', value: each(({ kind }) => nameAll([kind], careRiskNames)) },
  { heading: '发现日期', width: 14, kind: 'text', value: each(({ from }) => from) },
  { heading: '解除日期', width: 14, kind: 'text', value: each(({ until }) => until ?? '未解除') },
];

function each(word: (risk: WatchedRisk) => string): (row: CareWatchRow) => string {
  return ({ risks }) => risks.map(word).join('、');
}
