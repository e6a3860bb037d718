import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { TimelinessRow } from './timeliness.query.js';
import { stepNames } from './timeliness.query.js';

/** How long cases took, in whole elapsed hours. */
export const timelinessColumns: readonly Column<TimelinessRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', width: 16, kind: 'text', value: (row) => row.townName },
  { heading: '环节', width: 16, kind: 'text', value: (row) => row.stepName, choices: Object.values(stepNames) },
  { heading: '个案数', width: 10, kind: 'integer', value: (row) => row.cases },
  { heading: '中位数(小时)', width: 14, kind: 'integer', value: (row) => row.medianHours },
  { heading: '九成位(小时)', width: 14, kind: 'integer', value: (row) => row.p90Hours },
];
