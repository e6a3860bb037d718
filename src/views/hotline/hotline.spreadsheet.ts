import { channelNames } from '../../aggregates/case/codes.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { HotlineRow } from './hotline.query.js';
import { hotlineStateNames } from './hotline.query.js';

/** 热线首次响应 (S13). */
export const hotlineColumns: readonly Column<HotlineRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', width: 16, kind: 'text', value: (row) => row.villageName },
  { heading: '热线', width: 12, kind: 'text', value: (row) => row.channelName, choices: Object.values(channelNames) },
  { heading: '来电编号', width: 18, kind: 'text', value: (row) => row.callNo },
  { heading: '来电日期', width: 12, kind: 'date', value: (row) => localDateOf(row.callAt) },
  {
    heading: '响应日期',
    width: 12,
    kind: 'date',
    value: ({ respondedAt }) => (respondedAt === null ? null : localDateOf(respondedAt)),
  },
  { heading: '响应方式', width: 12, kind: 'text', value: (row) => row.howName },
  { heading: '历时(小时)', width: 12, kind: 'integer', value: (row) => row.hours },
  {
    heading: '状态',
    width: 14,
    kind: 'text',
    value: (row) => row.stateName,
    choices: Object.values(hotlineStateNames),
  },
];
