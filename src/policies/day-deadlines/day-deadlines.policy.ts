import { endsOfCover } from '../../aggregates/coordinator/guarantees/insurance.js';
import { ExpireInsurance } from '../../aggregates/coordinator/guarantees/expire-insurance.js';
import type { Annex } from '../../aggregates/filing/filing.events.js';
import { MarkFilingOverdue } from '../../aggregates/filing/submission/mark-filing-overdue.js';
import { MissWatchReview } from '../../aggregates/household/watch/miss-watch-review.js';
import { endOfDay } from '../../platform/calendar/local-date.js';
import type { Instant } from '../../platform/fact.js';
import { deadlineIdOf } from '../../platform/policies/deadline-id.js';
import type { FilingMemory } from './filing-memory.projection.js';
import type { InsuranceMemory } from './insurance-memory.projection.js';
import type { WatchMemory } from './watch-memory.projection.js';

const ANNEXES: readonly Annex[] = ['A3', 'A4'];

/** Breach facts still owed for one coordinator at `now`: cover that ended and was not written yet (S33). */
export function lostCover({ _id, insurances, expired }: InsuranceMemory, now: Instant): readonly ExpireInsurance[] {
  return endsOfCover(insurances)
    .map((validUntil) => ({ validUntil, dueAt: endOfDay(validUntil) }))
    .filter(({ validUntil, dueAt }) => now > dueAt && !expired.includes(validUntil))
    .map(
      ({ validUntil, dueAt }) =>
        new ExpireInsurance(_id, deadlineIdOf('insurance', `${_id}/${validUntil}`, dueAt), validUntil, dueAt),
    );
}

/**
 * Breach facts still owed for one campaign at `now`: both rosters of every township without a submission that was
 * recorded by 24:00 of the last day and stands (S31).
 */
export function overdueFilings(
  campaign: NonNullable<FilingMemory['campaign']>,
  filings: ReadonlyMap<string, FilingMemory>,
  townships: readonly string[],
  now: Instant,
): readonly MarkFilingOverdue[] {
  const { year, dueOn } = campaign;
  const dueAt = endOfDay(dueOn);
  if (now <= dueAt) return [];
  return townships
    .flatMap((townCode) => ANNEXES.map((annex) => ({ year, townCode, annex })))
    .filter(({ townCode, annex }) => {
      const known = filings.get(`${year}_${townCode}_${annex}`);
      const stands = known?.standingSince !== undefined && known.standingSince <= dueAt;
      return known?.overdue !== true && !stands;
    })
    .map((filing) => {
      const entity = `${filing.year}_${filing.townCode}_${filing.annex}`;
      return new MarkFilingOverdue(filing, deadlineIdOf('filing', entity, dueAt), dueOn, dueAt);
    });
}

/** Breach facts still owed for one household at `now`: reviews of its watch not recorded by 24:00 of their day (S28). */
export function missedReviews({ _id, watches }: WatchMemory, now: Instant): readonly MissWatchReview[] {
  return watches.flatMap(({ watchId, duties }) =>
    duties
      .map((duty) => ({ ...duty, dueAt: endOfDay(duty.dueOn) }))
      .filter(
        ({ dueAt, settledAt, missed }) => now > dueAt && !missed && (settledAt === undefined || settledAt > dueAt),
      )
      .map(
        ({ dueOn, dueAt }) =>
          new MissWatchReview(_id, deadlineIdOf('watch-review', `${watchId}/${dueOn}`, dueAt), watchId, dueOn, dueAt),
      ),
  );
}
