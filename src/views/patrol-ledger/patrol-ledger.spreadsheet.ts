import {
  acknowledgementNames,
  attemptNames,
  changeNames,
  disposalNames,
  evidenceKindNames,
  livingSectionNames,
  livingStateNames,
  needNames,
  visitModeNames,
} from '../../aggregates/household/codes.js';
import { livingSections } from '../../aggregates/household/visits/visit-report.js';
import type { LivingSection } from '../../aggregates/household/visits/visit-report.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { LedgerRow } from './ledger-row.js';

function nameOf(code: string | null, names: Readonly<Record<string, string>>): string {
  return code === null ? '' : (names[code] ?? code);
}

/** State and what was said of one section: `困难：屋顶漏雨`. */
function living(row: LedgerRow, section: LivingSection): string {
  const said = row.living.find((candidate) => candidate.section === section);
  if (!said) return '';
  return [nameOf(said.state, livingStateNames), said.text ?? ''].filter((part) => part !== '').join('：');
}

/** 附件2 重点困难人群巡查记录台账: one line per visit or attempt (notice S16, S17). */
export const ledgerColumns: readonly Column<LedgerRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '巡查日期时间', width: 17, kind: 'instant', value: (row) => row.occurredAt },
  { heading: '录入时间', width: 17, kind: 'instant', value: (row) => row.recordedAt },
  { heading: '补录', width: 6, kind: 'text', value: (row) => (row.late ? '是' : '') },
  {
    heading: '巡查方式',
    width: 9,
    kind: 'text',
    value: (row) => nameOf(row.mode, visitModeNames),
    choices: Object.values(visitModeNames),
  },
  { heading: '巡查人', width: 16, kind: 'text', value: (row) => row.visitors.join('、') },
  { heading: '当日负责协理员', width: 16, kind: 'text', value: (row) => row.responsible.join('、') },
  {
    heading: '是否见到本人',
    width: 16,
    kind: 'text',
    value: (row) =>
      row.whoSeen.map(({ name, memberId }) => name ?? memberId).join('、') ||
      `未遇：${nameOf(row.attemptReason, attemptNames)}`,
  },
  ...livingSections.map((section): Column<LedgerRow> => ({
    heading: livingSectionNames[section],
    group: '基本生活状况',
    width: 14,
    kind: 'text',
    value: (row) => living(row, section),
  })),
  {
    heading: '家庭变化',
    width: 18,
    kind: 'text',
    value: (row) => row.changes.map(({ kind, text }) => `${nameOf(kind, changeNames)}：${text ?? ''}`).join('\n'),
  },
  {
    heading: '救助需求',
    width: 14,
    kind: 'text',
    value: (row) => row.needs.map((need) => nameOf(need, needNames)).join('、'),
  },
  {
    heading: '需求处置情况',
    width: 20,
    kind: 'text',
    value: (row) =>
      row.disposal
        ? [nameOf(row.disposal.kind, disposalNames), row.disposal.caseRef ?? row.disposal.clueRef, row.disposal.text]
            .filter(Boolean)
            .join('：')
        : (row.attemptText ?? ''),
  },
  {
    heading: '佐证',
    width: 16,
    kind: 'text',
    value: (row) =>
      row.evidence.map(({ kind, sha256 }) => `${nameOf(kind, evidenceKindNames)} ${sha256.slice(0, 12)}`).join('\n'),
  },
  { heading: '被访人确认', width: 10, kind: 'text', value: (row) => nameOf(row.acknowledgement, acknowledgementNames) },
  {
    heading: '更正',
    width: 16,
    kind: 'text',
    value: (row) =>
      row.corrections.map(({ proposedBy, approvedBy }) => `${proposedBy} 提请，${approvedBy} 复核`).join('\n'),
  },
];
