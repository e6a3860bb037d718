import type { CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import type { FilingFact } from '../../aggregates/filing/filing.events.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { AlertAcknowledged } from '../../aggregates/township/township.events.js';
import type { VillageFact } from '../../aggregates/village/village.events.js';
import { monthOfInstant } from '../../platform/calendar/local-date.js';
import type { Period, Recorded } from '../../platform/fact.js';
import { entityOf } from '../../platform/projections/reducer.js';
import { monthsUpTo } from './missed-months.js';

export type Known = VillageFact | CoordinatorFact | FilingFact | HouseholdFact | AlertAcknowledged;

const kindOfStream: Readonly<Record<string, string>> = {
  village: 'COVERAGE_LOST',
  coordinator: 'INSURANCE_EXPIRED',
  filing: 'FILING_OVERDUE',
};
/** Of an alert's id: the day behind its document's. */
export const DAY = '.2026-09-30'.length;

/** Which documents a fact concerns: `<kind>.<what it is about>`. */
export function alertKeys(fact: Recorded<Known>): readonly string[] {
  const id = entityOf(fact.stream);
  switch (fact.type) {
    case 'AlertAcknowledged':
      return [fact.data.alertId.slice(0, -DAY)];
    case 'MonthlyVisitMissed':
    case 'MonthlyVisitExcused':
      return [missOf(id, fact.data.month)];
    case 'PatrolVisitRecorded':
      return [missOf(id, monthOfInstant(fact.metadata.occurredAt))];
    case 'PatrolVisitCorrected':
      return fact.data.corrected.visitedAt === undefined ? [] : missesOf(id, fact);
    case 'WatchReviewMissed':
    case 'WatchReviewed':
    case 'WatchReleased':
      return [`WATCH_REVIEW_MISSED.${id}`];
    case 'HouseholdMoved':
    case 'HouseholdMergedInto':
      return [`WATCH_REVIEW_MISSED.${id}`, ...missesOf(id, fact)];
    case 'HouseholdAbsorbed':
      return [`WATCH_REVIEW_MISSED.${id}`, `ON_ROSTER.${id}`, ...missesOf(id, fact)];
    case 'HouseholdListedAsKey':
    case 'HouseholdDelisted':
      return [`ON_ROSTER.${id}`];
    case 'FactCorrected':
      return ['HouseholdListedAsKey', 'HouseholdDelisted'].includes(fact.data.correctsType) ? [`ON_ROSTER.${id}`] : [];
    case 'CoordinatorAppointed':
    case 'CoordinatorConverted':
    case 'CoordinatorTransferred':
    case 'TrainingAttended':
      return [`TRAINING_SHORT.${id}`];
    case 'CoordinatorRelieved':
      return [`INSURANCE_EXPIRED.${id}`, `TRAINING_SHORT.${id}`];
    default: {
      const kind = kindOfStream[fact.stream.slice(0, fact.stream.indexOf('-'))];
      return kind === undefined ? [] : [`${kind}.${id}`];
    }
  }
}

function missOf(household: string, month: Period): string {
  return `MISSED_VISIT.${household}_${month}`;
}

function missesOf(household: string, { metadata }: Recorded): readonly string[] {
  return monthsUpTo(metadata.recordedAt).map((month) => missOf(household, month));
}

/** The month of a missed visit's document. */
export function monthIn(key: string): Period {
  return key.slice(-'2026-09'.length);
}
