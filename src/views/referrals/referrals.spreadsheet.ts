import { departmentNames } from '../../aggregates/case/codes.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { ReferralRow } from './referrals.query.js';
import { referralStateNames } from './referrals.query.js';

/** 转介清单 (S24, S25). */
export const referralColumns: readonly Column<ReferralRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '个案编号', width: 18, kind: 'text', value: (row) => row.caseNo },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', width: 16, kind: 'text', value: (row) => row.villageName },
  {
    heading: '转介部门',
    width: 18,
    kind: 'text',
    value: (row) => row.departmentName,
    choices: Object.values(departmentNames),
  },
  { heading: '需求', width: 10, kind: 'text', value: (row) => row.needName },
  { heading: '对象人数', width: 10, kind: 'integer', value: (row) => row.beneficiaries },
  { heading: '转介日期', width: 12, kind: 'date', value: (row) => row.sentOn },
  { heading: '应反馈日期', width: 12, kind: 'date', value: (row) => row.dueOn },
  { heading: '接收日期', width: 12, kind: 'date', value: (row) => row.acknowledgedOn },
  {
    heading: '状态',
    width: 14,
    kind: 'text',
    value: (row) => row.stateName,
    choices: Object.values(referralStateNames),
  },
  { heading: '反馈日期', width: 12, kind: 'date', value: (row) => row.answeredOn },
  { heading: '逾期天数', width: 10, kind: 'integer', value: (row) => row.overdueDays },
];
