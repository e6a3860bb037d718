import { delistNames, nameAll, watchFindingNames, watchReasonNames } from '../../aggregates/household/codes.js';
import { lapsedWords } from '../../aggregates/case/refusal-grounds.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { WatchListRow } from './watch-list.query.js';

/** 观察名单 (S28). */
export const watchListColumns: readonly Column<WatchListRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', width: 18, kind: 'text', value: (row) => row.villageName },
  { heading: '村民小组', width: 9, kind: 'text', value: (row) => row.groupNo },
  { heading: '户编号', width: 17, kind: 'text', value: (row) => row.householdNo },
  { heading: '户主姓名', width: 12, kind: 'text', value: (row) => row.headName },
  {
    heading: '观察对象',
    width: 20,
    kind: 'text',
    value: ({ beneficiaries }) => beneficiaries.map(({ name }) => name ?? '').join('、'),
  },
  {
    heading: '观察原因',
    width: 20,
    kind: 'text',
    value: (row) => nameAll(row.reasonCodes, watchReasonNames),
    choices: Object.values(watchReasonNames),
  },
  { heading: '现行规则下可能不再成立', width: 30, kind: 'text', value: (row) => lapsedWords(row.noLongerHolds) },
  { heading: '列入日期', width: 12, kind: 'date', value: (row) => row.since },
  { heading: '上次复核', width: 12, kind: 'date', value: (row) => row.lastReviewedOn },
  {
    heading: '复核结论',
    width: 18,
    kind: 'text',
    value: ({ lastFinding }) => (lastFinding === null ? '' : nameAll([lastFinding], watchFindingNames)),
  },
  { heading: '下次复核', width: 12, kind: 'date', value: (row) => row.nextReviewOn },
  { heading: '逾期未复核', width: 10, kind: 'integer', value: (row) => row.missed.length },
  { heading: '移出日期', width: 12, kind: 'date', value: (row) => row.releasedOn },
  {
    heading: '移出原因',
    width: 14,
    kind: 'text',
    value: ({ releaseReason }) => (releaseReason === null ? '' : nameAll([releaseReason], delistNames)),
  },
];
