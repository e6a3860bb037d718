import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { WatchReleased } from './watch.events.js';
import { assertFollows, currentWatch } from './watch-rules.js';

/** Takes a household off the watch list; a review that was missed before stays missed. */
export class ReleaseFromWatch {
  constructor(
    readonly householdId: string,
    readonly on: LocalDate,
    readonly reason: string,
    readonly text?: SealedBox,
  ) {}
}

export const releaseFromWatchAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function releaseFromWatch(
  { on, reason, text }: ReleaseFromWatch,
  state: Household,
  given: Given,
): readonly Decided<WatchReleased>[] {
  const watch = currentWatch(registered(state));
  assertFollows(watch, on, given);
  if (reason === 'OTHER') assertWritten(text, '移出原因为“其他”时，说明', '/text');
  const data = { watchId: watch.watchId, on, reason, ...(text === undefined ? {} : { text }) };
  return [{ type: 'WatchReleased', data, occurredAt: startOfDay(on) }];
}
