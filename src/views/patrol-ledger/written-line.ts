import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { VisitReport } from '../../aggregates/household/visits/visit-report.js';
import type { ReadableLog } from '../../platform/event-store/event-store.port.js';
import type { Instant, Recorded } from '../../platform/fact.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';
import type { LedgerLine } from './patrol-ledger.projection.js';

/** A line of the ledger with what was written in it, particulars sealed. */
export interface WrittenLine extends LedgerLine {
  readonly visitId: string;
  readonly recordedAt: Instant;
  readonly late: boolean;
  readonly author: string;
  readonly authorRole: string;
  /** As it stands after its corrections. */
  readonly report?: VisitReport;
  readonly attempt?: {
    readonly factId: string;
    readonly mode: string;
    readonly visitors: readonly string[];
    readonly reason: string;
    readonly text: SealedBox;
  };
  readonly corrected: readonly LedgerCorrection[];
}

export interface LedgerCorrection {
  readonly proposedBy: string;
  readonly approvedBy: string;
  readonly at: Instant;
  readonly fields: readonly string[];
  readonly reason: SealedBox;
}

type Log = Pick<ReadableLog, 'read'>;

/** Reads a line's report and its corrections from the facts the line names. */
export async function writtenLine(line: LedgerLine, log: Log): Promise<WrittenLine> {
  const [{ id, data, type, metadata }, corrections] = await Promise.all([
    factOf(line, line.revision, log),
    Promise.all(line.corrections.map((revision) => factOf(line, revision, log))),
  ]);
  const written = {
    ...line,
    recordedAt: metadata.recordedAt,
    late: metadata.lateEntry === 'true',
    author: metadata.actorId,
    authorRole: metadata.actorRole,
    corrected: corrections.flatMap((fact) => (fact.type === 'PatrolVisitCorrected' ? [correctionIn(fact)] : [])),
  };
  if (type === 'PatrolVisitAttempted') {
    const { visitId, ...attempt } = data;
    return { ...written, visitId, attempt: { factId: id, ...attempt } };
  }
  if (type !== 'PatrolVisitRecorded') throw new Error(`${line._id} is in the ledger and ${type} in the log`);
  return { ...written, visitId: data.visitId, report: corrections.reduce(put, data) };
}

/** The same for many, in their order. */
export function writtenLines(lines: readonly LedgerLine[], log: Log): Promise<WrittenLine[]> {
  return Promise.all(lines.map((line) => writtenLine(line, log)));
}

async function factOf({ household }: LedgerLine, revision: number, log: Log): Promise<Recorded<HouseholdFact>> {
  const stream = `household-${household}`;
  const [fact] = await log.read(stream, { from: revision, limit: 1 });
  if (!fact) throw new Error(`fact ${stream}@${revision} is in the ledger and not in the log`);
  return fact as Recorded<HouseholdFact>;
}

function put(report: VisitReport, correction: Recorded<HouseholdFact>): VisitReport {
  if (correction.type !== 'PatrolVisitCorrected') return report;
  const { visitedAt, ...fields } = correction.data.corrected;
  return { ...report, ...fields };
}

function correctionIn({
  data,
  metadata,
}: Recorded<Extract<HouseholdFact, { type: 'PatrolVisitCorrected' }>>): LedgerCorrection {
  return {
    proposedBy: data.proposedBy,
    approvedBy: metadata.actorId,
    at: metadata.recordedAt,
    fields: Object.keys(data.corrected),
    reason: data.reason,
  };
}
