import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant, LocalDate } from '../../../platform/fact.js';
import type { Household } from '../household.js';
import type { WatchReviewMissed } from './watch.events.js';

/** The day of a watch review has passed and none was recorded by 24:00: written once for each such day. */
export class MissWatchReview {
  constructor(
    readonly householdId: string,
    readonly deadlineId: string,
    readonly watchId: string,
    readonly reviewOn: LocalDate,
    readonly dueAt: Instant,
  ) {}
}

export const missWatchReviewAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/** Re-checks by the household's own stream; what was settled late is missed all the same. */
export function missWatchReview(
  { deadlineId, watchId, reviewOn, dueAt }: MissWatchReview,
  state: Household,
  { now }: Given,
): readonly Decided<WatchReviewMissed>[] {
  if (state.status !== 'registered' || now <= dueAt) return [];
  const duty = state.watches
    .find((watch) => watch.watchId === watchId)
    ?.duties.find(
      ({ dueOn, settledAt, missed }) => dueOn === reviewOn && !missed && !(settledAt && settledAt <= dueAt),
    );
  if (!duty) return [];
  return [{ type: 'WatchReviewMissed', data: { deadlineId, watchId, reviewOn, dueAt }, occurredAt: dueAt }];
}
