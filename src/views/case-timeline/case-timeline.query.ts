import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import { caseSentences } from '../../aggregates/case/case.events.js';
import type { CaseStatus } from '../../aggregates/case/case-status.js';
import { statusAfter, statusNames } from '../../aggregates/case/case-status.js';
import type { Recorded } from '../../platform/fact.js';
import type { HistoryRow } from '../../platform/http/history.js';
import { historyRow, replayed } from '../../platform/http/history.js';
import type { Reading } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';

/** One step of a case, and where the case stood after it. */
export interface TimelineRow extends HistoryRow {
  readonly status: CaseStatus | null;
  readonly statusName: string | null;
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

  async execute({ reading, caseId }: GetCaseTimeline): Promise<{ readonly rows: readonly TimelineRow[] }> {
    return { rows: timelineOf(await replayed(this.platform, reading, `case-${caseId}`)) };
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
    return {
      ...historyRow(fact, caseSentences, corrections),
      status: status ?? null,
      statusName: status === undefined ? null : statusNames[status],
    };
  });
}
