import { clockNames } from '../../aggregates/case/clocks/clock-kinds.js';
import { levelNames } from '../../aggregates/case/clocks/clock-limits.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { DeadlineRow } from './deadlines.query.js';

/** What is awaited, until when by law and by promise, and from whom. */
export const deadlineColumns: readonly Column<DeadlineRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '个案编号', width: 18, kind: 'text', value: (row) => row.caseNo },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', width: 16, kind: 'text', value: (row) => row.villageName },
  { heading: '事项', width: 22, kind: 'text', value: (row) => row.kindName, choices: Object.values(clockNames) },
  { heading: '救助类别', width: 16, kind: 'text', value: (row) => row.pathName },
  { heading: '起算日', width: 12, kind: 'date', value: (row) => row.startedOn },
  { heading: '法定期限', width: 12, kind: 'date', value: (row) => row.dueOn },
  { heading: '承诺期限', width: 12, kind: 'date', value: (row) => row.promisedOn },
  { heading: '状态', width: 10, kind: 'text', value: (row) => row.levelName, choices: Object.values(levelNames) },
  { heading: '责任人', width: 16, kind: 'text', value: (row) => row.owner },
];
