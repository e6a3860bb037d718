import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { ResponsibilityEnded, VillageCoverageLost } from '../village.events.js';
import type { Village } from '../village.js';

/** A coordinator's own stream says that from that day he no longer answers for this village. */
export class EndResponsibility {
  constructor(
    readonly villageCode: string,
    readonly coordinatorRef: string,
    readonly on: LocalDate,
    readonly handOverTo?: string,
  ) {}
}

export const endResponsibilityAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/** When nobody else answers for the village, its coverage is lost by the same append (I-01); one that is no more loses none. */
export function endResponsibility(
  { villageCode, coordinatorRef, on, handOverTo }: EndResponsibility,
  { responsible }: Village,
  { rules: { divisions } }: Given,
): readonly Decided<ResponsibilityEnded | VillageCoverageLost>[] {
  if (!responsible.includes(coordinatorRef)) return [];
  const data = { coordinatorRef, on, ...(handOverTo === undefined ? {} : { handOverTo }) };
  const ended = { type: 'ResponsibilityEnded', data, occurredAt: startOfDay(on) } as const;
  if (responsible.length > 1 || divisions.nowOf(villageCode) !== villageCode) return [ended];
  return [ended, { type: 'VillageCoverageLost', data: { on }, occurredAt: startOfDay(on) }];
}
