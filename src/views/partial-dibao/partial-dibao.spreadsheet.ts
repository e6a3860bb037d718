import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { PartialDibaoRow } from './partial-dibao.query.js';
import { assessmentStateNames } from './partial-dibao.query.js';

/** 部分成员享受低保家庭名单 (S21). */
export const partialDibaoColumns: readonly Column<PartialDibaoRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', width: 16, kind: 'text', value: (row) => row.villageName },
  { heading: '户编号', width: 18, kind: 'text', value: (row) => row.householdNo },
  { heading: '户主姓名', width: 12, kind: 'text', value: (row) => row.headName },
  { heading: '花名册登记部分保', width: 16, kind: 'text', value: (row) => yesNo(row.listedPartial) },
  { heading: '生活是否困难', width: 12, kind: 'text', value: (row) => yesNo(row.inDifficulty) },
  {
    heading: '单人保对象',
    width: 22,
    kind: 'text',
    value: (row) => row.members.map(({ name }) => name ?? '—').join('、'),
  },
  { heading: '单人保人数', width: 10, kind: 'integer', value: (row) => row.members.length },
  { heading: '个案编号', width: 22, kind: 'text', value: (row) => row.caseNos.join('、') },
  {
    heading: '整户保评估',
    width: 12,
    kind: 'text',
    value: (row) => row.assessmentName,
    choices: Object.values(assessmentStateNames),
  },
  { heading: '评估日期', width: 12, kind: 'date', value: (row) => row.assessedOn },
  { heading: '评估结果', width: 26, kind: 'text', value: (row) => row.resultName },
];

function yesNo(value: boolean | null): string | null {
  if (value === null) return null;
  return value ? '是' : '否';
}
