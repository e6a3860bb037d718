import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { VillagesAssigned } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';

/** A village he has became part of another one of his township: he answers for that one from the same day on. */
export class TakeOverMergedVillage {
  constructor(
    readonly coordinatorId: string,
    readonly fromVillage: string,
    readonly toVillage: string,
    readonly on: LocalDate,
  ) {}
}

export const takeOverMergedVillageAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/** Who is suspended answers for nothing now, and for the whole when he returns. */
export function takeOverMergedVillage(
  { fromVillage, toVillage, on }: TakeOverMergedVillage,
  state: Coordinator,
): readonly Decided<VillagesAssigned>[] {
  if (state.status !== 'in-post') return [];
  const { villages: before, suspended, changedOn } = state;
  if (!before.some(({ villageCode }) => villageCode === fromVillage)) return [];
  const from = on > changedOn ? on : changedOn;
  const kept = before.filter(({ villageCode }) => villageCode !== fromVillage);
  const hasIt = kept.some(({ villageCode }) => villageCode === toVillage);
  const data = {
    villages: hasIt ? kept : [...kept, { villageCode: toVillage, from }],
    begun: hasIt || suspended ? [] : [toVillage],
    ended: suspended ? [] : [fromVillage],
    from,
    reason: 'VILLAGE_MERGED',
  };
  return [{ type: 'VillagesAssigned', data, occurredAt: startOfDay(from) }];
}
