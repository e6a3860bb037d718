import { classNames } from '../../aggregates/case/codes.js';
import { lapsedWords } from '../../aggregates/case/refusal-grounds.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { ClassRow, IneligibleRow, RefusalRow } from './case-ledgers.query.js';

/** One refusal with the case it is of. */
export interface IneligibleLine {
  readonly row: IneligibleRow;
  readonly refusal: RefusalRow;
}

export const ineligibleColumns: readonly Column<IneligibleLine>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '个案编号', width: 18, kind: 'text', value: ({ row }) => row.caseNo },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: ({ row }) => row.townName },
  { heading: '村(社区)', width: 16, kind: 'text', value: ({ row }) => row.villageName },
  { heading: '申请事项', width: 16, kind: 'text', value: ({ refusal }) => refusal.pathName ?? '整户' },
  { heading: '认定日期', width: 12, kind: 'date', value: ({ refusal }) => refusal.on },
  { heading: '不符合原因', width: 30, kind: 'text', value: ({ refusal }) => refusal.reasonNames.join('、') },
  {
    heading: '现行规则下可能不再成立',
    width: 30,
    kind: 'text',
    value: ({ refusal }) => lapsedWords(refusal.noLongerHolds),
  },
  { heading: '规则版本', width: 10, kind: 'integer', value: ({ refusal }) => refusal.ruleVersion },
  { heading: '确有困难', width: 10, kind: 'text', value: ({ refusal }) => yesOrNo(refusal.hasRealDifficulty) },
  { heading: '书面告知日期', width: 14, kind: 'date', value: ({ refusal }) => refusal.notifiedOn },
];

export const classColumns: readonly Column<ClassRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '个案编号', width: 18, kind: 'text', value: (row) => row.caseNo },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', width: 16, kind: 'text', value: (row) => row.villageName },
  { heading: '类别', width: 12, kind: 'text', value: (row) => row.className, choices: Object.values(classNames) },
  { heading: '分项', width: 26, kind: 'text', value: (row) => row.subItemNames.join('、') },
  { heading: '对象人数', width: 10, kind: 'integer', value: (row) => row.beneficiaries },
  { heading: '归类日期', width: 12, kind: 'date', value: (row) => row.classifiedOn },
];

function yesOrNo(value: boolean | null): string | null {
  if (value === null) return null;
  return value ? '是' : '否';
}
