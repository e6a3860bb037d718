import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { Household } from '../household.js';
import type { HouseholdMoved } from './moving.events.js';

/** The village has become part of another one of its township: its families are of that one from the same day on. */
export class FollowVillageMerger {
  constructor(
    readonly householdId: string,
    readonly edition: string,
    readonly fromVillage: string,
    readonly toVillage: string,
    readonly on: LocalDate,
  ) {}
}

export const followVillageMergerAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/** Nobody moved: months, visits and whoever answered before that day stay with the village that was (F16). */
export function followVillageMerger(
  { edition, fromVillage, toVillage, on }: FollowVillageMerger,
  state: Household,
): readonly Decided<HouseholdMoved>[] {
  if (state.status !== 'registered' || state.villageCode !== fromVillage) return [];
  const { townCode, registeredOn, stays, moveRequested } = state;
  const last = stays.at(-1)?.from ?? registeredOn;
  const since = on > last ? on : last;
  const data = {
    fromTown: townCode,
    fromVillage,
    toTown: townCode,
    toVillage,
    on: since,
    edition,
    ...(moveRequested === undefined ? {} : { requestId: moveRequested.requestId }),
  };
  return [{ type: 'HouseholdMoved', data, occurredAt: startOfDay(since) }];
}
