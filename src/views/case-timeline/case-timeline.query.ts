import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import { caseSentences } from '../../aggregates/case/case.events.js';
import type { CaseStatus } from '../../aggregates/case/case-status.js';
import { statusAfter, statusNames } from '../../aggregates/case/case-status.js';
import type { Role } from '../../platform/auth/caller.js';
import { roleName } from '../../platform/auth/caller.js';
import type { Instant, Recorded } from '../../platform/fact.js';
import type { Reading } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';

/** One step of a case as a clerk would read it aloud, and where the case stood after it. */
export interface TimelineRow {
  /** What a correction names. */
  readonly factId: string;
  readonly revision: number;
  readonly type: string;
  readonly sentence: string;
  readonly status: CaseStatus | null;
  readonly statusName: string | null;
  readonly actor: string;
  readonly roleName: string;
  readonly org: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly late: boolean;
  /** The step by which it was corrected last; null where it stands as it was told. */
  readonly correctedBy: number | null;
}

/** The whole history of one case, in order, as it was known at `asOf`. Names and free texts stay sealed. */
export class GetCaseTimeline extends Query<{ readonly rows: readonly TimelineRow[] }> {
  constructor(
    readonly reading: Reading,
    readonly caseId: string,
  ) {
    super();
  }
}

@QueryHandler(GetCaseTimeline)
export class GetCaseTimelineHandler implements IQueryHandler<GetCaseTimeline> {
  constructor(private readonly platform: Platform) {}

  /** Reads the stream itself: a view that is behind, or lost, cannot hide a step. */
  async execute({ reading, caseId }: GetCaseTimeline): Promise<{ readonly rows: readonly TimelineRow[] }> {
    const stream = `case-${caseId}`;
    const facts = await this.platform.store.read(stream);
    const { asOf = Number.MAX_SAFE_INTEGER } = reading;
    reading.seen([caseId], ['history']);
    this.platform.accessLog.record(reading.caller, {
      type: 'CaseHistoryReplayed',
      data: {
        stream,
        ...(reading.asOf === undefined ? {} : { asOf: reading.now }),
        purposeRef: reading.purpose?.ref ?? reading.caller.role,
        subjects: [caseId],
      },
    });
    return { rows: timelineOf(facts.filter(({ position }) => position <= asOf)) };
  }
}

/** Sentences and statuses of a case's facts from its first one on. */
export function timelineOf(facts: readonly Recorded[]): readonly TimelineRow[] {
  let status: CaseStatus | undefined;
  const corrections = new Map(
    (facts as readonly Recorded<CaseFact>[]).flatMap((fact) =>
      fact.type === 'FactCorrected' ? [[fact.data.corrects, fact.revision]] : [],
    ),
  );
  return facts.map((fact) => {
    status = statusAfter(status, fact as Recorded<CaseFact>);
    const { id: factId, revision, type, metadata } = fact;
    return {
      factId,
      revision,
      type,
      sentence: sentenceOf(fact),
      status: status ?? null,
      statusName: status === undefined ? null : statusNames[status],
      actor: metadata.actorId,
      roleName: roleName(metadata.actorRole as Role),
      org: metadata.actorOrg,
      occurredAt: metadata.occurredAt,
      recordedAt: metadata.recordedAt,
      late: metadata.lateEntry === 'true',
      correctedBy: corrections.get(factId) ?? null,
    };
  });
}

function sentenceOf({ type, data }: Recorded): string {
  const sentences: Readonly<Record<string, (told: never) => string>> = caseSentences;
  return sentences[type]?.(data as never) ?? `（本版本不认识的事实 ${type}）`;
}
