import {
  careFrequencyNames,
  careServiceNames,
  carerNames,
  followUpNames,
  nameAll,
  nameOf,
  selfCareNames,
} from '../../aggregates/case/codes.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { CareArrangementRow } from './care-arrangements.query.js';

const stageNames: Readonly<Record<CareArrangementRow['stage'], string>> = {
  OFFERED: '征询中',
  ACCEPTED: '同意集中供养',
  DECLINED: '不愿集中供养',
  PLACED: '已集中供养',
  LEFT: '已离开机构',
};

/** 照料安排清单 (S22). */
export const careArrangementsColumns: readonly Column<CareArrangementRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: (row) => row.townName },
  { heading: '村(社区)', width: 18, kind: 'text', value: (row) => row.villageName },
  { heading: '姓名', width: 12, kind: 'text', value: (row) => row.name },
  { heading: '自理能力', width: 10, kind: 'text', value: (row) => nameOf(row.level, selfCareNames) },
  { heading: '集中供养', width: 14, kind: 'text', value: (row) => stageNames[row.stage] },
  { heading: '日期', width: 12, kind: 'date', value: (row) => row.since },
  { heading: '应签协议', width: 12, kind: 'date', value: (row) => row.agreementDueOn },
  {
    heading: '照料人',
    width: 10,
    kind: 'text',
    value: ({ agreement }) => (agreement === null ? '' : nameOf(agreement.carerKind, carerNames)),
  },
  {
    heading: '照料服务',
    width: 22,
    kind: 'text',
    value: ({ agreement }) => (agreement === null ? '' : nameAll(agreement.services, careServiceNames)),
  },
  {
    heading: '频次',
    width: 10,
    kind: 'text',
    value: ({ agreement }) => (agreement === null ? '' : nameOf(agreement.frequency, careFrequencyNames)),
  },
  { heading: '协议起', width: 12, kind: 'date', value: ({ agreement }) => agreement?.from },
  { heading: '协议止', width: 12, kind: 'date', value: ({ agreement }) => agreement?.endedOn ?? agreement?.until },
  { heading: '上次跟踪', width: 12, kind: 'date', value: (row) => row.lastFollowUpOn },
  {
    heading: '照料情况',
    width: 12,
    kind: 'text',
    value: ({ lastFinding }) => (lastFinding === null ? '' : nameOf(lastFinding, followUpNames)),
  },
  { heading: '未跟踪月份', width: 20, kind: 'text', value: (row) => row.unfollowedMonths.join('、') },
];
