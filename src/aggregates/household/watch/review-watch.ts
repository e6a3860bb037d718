import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { WatchReviewed } from './watch.events.js';
import { assertFollows, currentWatch, nextReviewAfter } from './watch-rules.js';

/** Somebody looked again at a family on the watch list; the next review is counted from that day. */
export class ReviewWatch {
  constructor(
    readonly householdId: string,
    readonly on: LocalDate,
    readonly finding: string,
    readonly text: SealedBox | undefined,
  ) {}
}

export const reviewWatchAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function reviewWatch(
  { on, finding, text }: ReviewWatch,
  state: Household,
  given: Given,
): readonly Decided<WatchReviewed>[] {
  const watch = currentWatch(registered(state));
  assertFollows(watch, on, given);
  const data = {
    watchId: watch.watchId,
    on,
    finding,
    text: assertWritten(text, '复核情况', '/text'),
    nextReviewOn: nextReviewAfter(on, given),
  };
  return [{ type: 'WatchReviewed', data, occurredAt: startOfDay(on) }];
}
