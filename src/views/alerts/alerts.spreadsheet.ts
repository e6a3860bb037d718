import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { AlertRow } from './alerts.query.js';
import { alertKindNames } from './alerts.query.js';

/** What somebody had to be told, when it was put right and who has read it. */
export const alertColumns: readonly Column<AlertRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '种类', width: 26, kind: 'text', value: (row) => row.kindName, choices: Object.values(alertKindNames) },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', width: 16, kind: 'text', value: (row) => row.villageName },
  { heading: '对象编号', width: 38, kind: 'text', value: (row) => row.about },
  { heading: '所属月份', width: 10, kind: 'month', value: (row) => row.month },
  { heading: '发生日期', width: 12, kind: 'date', value: (row) => row.day },
  { heading: '处理日期', width: 12, kind: 'date', value: (row) => row.endedOn },
  { heading: '事项', width: 26, kind: 'text', value: (row) => row.detail },
  {
    heading: '已阅',
    width: 30,
    kind: 'text',
    value: (row) => row.seen.map(({ account }) => account).join('、'),
  },
];
