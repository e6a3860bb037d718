import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { householdSentences } from '../../aggregates/household/household.events.js';
import type { Recorded } from '../../platform/fact.js';
import type { HistoryRow } from '../../platform/http/history.js';
import { historyRow, replayed } from '../../platform/http/history.js';
import type { Reading } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';

/** The whole history of one household, in order, as it was known at `asOf`. Names and free texts stay sealed. */
export class GetHouseholdTimeline extends Query<{ readonly rows: readonly HistoryRow[] }> {
  constructor(
    readonly reading: Reading,
    readonly householdId: string,
  ) {
    super();
  }
}

@QueryHandler(GetHouseholdTimeline)
export class GetHouseholdTimelineHandler implements IQueryHandler<GetHouseholdTimeline> {
  constructor(private readonly platform: Platform) {}

  async execute({ reading, householdId }: GetHouseholdTimeline): Promise<{ readonly rows: readonly HistoryRow[] }> {
    const facts = await replayed(this.platform, reading, `household-${householdId}`);
    const corrections = correctionsIn(facts as readonly Recorded<HouseholdFact>[]);
    return { rows: facts.map((fact) => historyRow(fact, householdSentences, corrections)) };
  }
}

/** Visits are corrected by the id of the visit, everything else by the id of the fact. */
function correctionsIn(facts: readonly Recorded<HouseholdFact>[]): ReadonlyMap<string, number> {
  const visits = new Map(
    facts.flatMap((fact) => (fact.type === 'PatrolVisitRecorded' ? [[fact.data.visitId, fact.id]] : [])),
  );
  return new Map(
    facts.flatMap((fact) => {
      if (fact.type === 'FactCorrected') return [[fact.data.corrects, fact.revision] as const];
      const visit = fact.type === 'PatrolVisitCorrected' ? visits.get(fact.data.correctsVisitId) : undefined;
      return visit === undefined ? [] : [[visit, fact.revision] as const];
    }),
  );
}
