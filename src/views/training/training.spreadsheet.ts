import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { TrainedRow, TrainingRow } from './training.query.js';

/** A coordinator beside his township: the sheet has a line for each person. */
export interface TrainingLine {
  readonly township: TrainingRow;
  readonly trained: TrainedRow;
}

/** Who was trained how often in the year (S05, S32). */
export const trainingColumns: readonly Column<TrainingLine>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: ({ township }) => township.townName },
  { heading: '本年举办培训次数', width: 10, kind: 'integer', value: ({ township }) => township.held.length },
  { heading: '姓名', width: 12, kind: 'text', value: ({ trained }) => trained.name },
  { heading: '任职日期', width: 12, kind: 'text', value: ({ trained }) => trained.since },
  { heading: '免职日期', width: 12, kind: 'text', value: ({ trained }) => trained.relievedOn },
  { heading: '参训次数', width: 9, kind: 'integer', value: ({ trained }) => trained.trainings },
  { heading: '学时', width: 8, kind: 'integer', value: ({ trained }) => trained.hours },
  { heading: '最近参训', width: 12, kind: 'text', value: ({ trained }) => trained.lastOn },
  { heading: '是否欠训', width: 9, kind: 'text', value: ({ trained }) => (trained.short ? '是' : '否') },
];
