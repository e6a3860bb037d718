import { livingSections } from '../../aggregates/household/visits/visit-report.js';
import type { VisitReport } from '../../aggregates/household/visits/visit-report.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Instant } from '../../platform/fact.js';
import type { Reading } from '../../platform/http/reading.js';
import { entryOf } from '../../platform/change/entry-of.js';
import type { WhoAnswered } from '../responsible-terms/who-answered.js';
import type { PageHead } from './patrol-ledger.projection.js';
import type { WrittenLine } from './written-line.js';

/** One line of 附件2 as one caller may read it. */
export interface LedgerRow {
  readonly householdId: string;
  readonly householdNo: string;
  readonly headName: string | null;
  readonly villageCode: string;
  readonly visitId: string;
  readonly kind: 'visit' | 'attempt';
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly late: boolean;
  readonly author: string;
  readonly authorRole: string;
  /** Who answered for the village on the day of the visit; nobody where nobody did. */
  readonly responsible: readonly string[];
  readonly mode: string;
  readonly visitors: readonly string[];
  readonly whoSeen: readonly { readonly memberId: string; readonly name: string | null }[];
  readonly living: readonly { readonly section: string; readonly state: string; readonly text: string | null }[];
  readonly changes: readonly { readonly kind: string; readonly text: string | null }[];
  readonly needs: readonly string[];
  readonly disposal: {
    readonly kind: string;
    readonly clueRef: string | null;
    readonly caseRef: string | null;
    readonly text: string | null;
  } | null;
  readonly evidence: readonly { readonly sha256: string; readonly kind: string }[];
  readonly acknowledgement: string | null;
  readonly attemptReason: string | null;
  readonly attemptText: string | null;
  readonly corrections: readonly {
    readonly proposedBy: string;
    readonly approvedBy: string;
    readonly at: Instant;
    readonly fields: readonly string[];
    readonly reason: string | null;
  }[];
}

export async function ledgerRow(
  line: WrittenLine,
  head: PageHead | undefined,
  { open }: Reading,
  who: WhoAnswered,
): Promise<LedgerRow> {
  const name = (memberId: string) =>
    head?.members.find(({ particulars }) => particulars.memberId === memberId)?.particulars.name;
  const { report } = line;
  const attempt = line.attempt && {
    ...line.attempt,
    ...(head && entryOf(head.correctedAttempts, line.attempt.factId)),
  };
  return {
    householdId: line.page,
    householdNo: head?.householdNo ?? '',
    headName: await open.name(head && name(head.headId)),
    villageCode: line.village,
    visitId: line.visitId,
    kind: line.kind,
    occurredAt: line.occurredAt,
    recordedAt: line.recordedAt,
    late: line.late,
    author: line.author,
    authorRole: line.authorRole,
    responsible: who.at(line.village, localDateOf(line.occurredAt)) ?? [],
    mode: report?.mode ?? attempt?.mode ?? '',
    visitors: report?.visitors ?? attempt?.visitors ?? [],
    whoSeen: await Promise.all(
      (report?.whoSeen ?? []).map(async (memberId) => ({ memberId, name: await open.name(name(memberId)) })),
    ),
    living: report ? await livingRows(report, open) : [],
    changes: await Promise.all(
      (report?.changes ?? []).map(async ({ kind, text }) => ({ kind, text: await open.text(text) })),
    ),
    needs: report?.needs ?? [],
    disposal: report ? await disposalRow(report, open) : null,
    evidence: report?.evidence ?? [],
    acknowledgement: report?.acknowledgement ?? null,
    attemptReason: attempt?.reason ?? null,
    attemptText: await open.text(attempt?.text),
    corrections: await Promise.all(
      line.corrected.map(async (correction) => ({ ...correction, reason: await open.text(correction.reason) })),
    ),
  };
}

async function livingRows({ living }: VisitReport, open: Reading['open']) {
  const rows = await Promise.all(
    livingSections.map(async (section) => {
      const said = living[section];
      return said && { section, state: said.state, text: await open.text(said.text) };
    }),
  );
  return rows.filter((row) => row !== undefined);
}

async function disposalRow({ disposal }: VisitReport, open: Reading['open']) {
  return {
    kind: disposal.kind,
    clueRef: disposal.clueRef ?? null,
    caseRef: disposal.caseRef ?? null,
    text: await open.text(disposal.text),
  };
}
