import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { ResponsibilityBegan, VillageCoverageRegained } from '../village.events.js';
import { townOf } from '../village-rules.js';
import type { Village } from '../village.js';

/** A coordinator's own stream says that he answers for this village from that day. */
export class BeginResponsibility {
  constructor(
    readonly villageCode: string,
    readonly coordinatorRef: string,
    readonly on: LocalDate,
    readonly takesOverFrom?: string,
  ) {}
}

export const beginResponsibilityAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/** Coverage is regained on that day, or on the day it was lost when the successor's day was entered as an earlier one. */
export function beginResponsibility(
  { villageCode, coordinatorRef, on, takesOverFrom }: BeginResponsibility,
  { responsible, uncoveredSince }: Village,
  given: Given,
): readonly Decided<ResponsibilityBegan | VillageCoverageRegained>[] {
  if (responsible.includes(coordinatorRef)) return [];
  const townCode = townOf(villageCode, given);
  const data = {
    villageCode,
    townCode,
    coordinatorRef,
    on,
    ...(takesOverFrom === undefined ? {} : { takesOverFrom }),
  };
  const began = { type: 'ResponsibilityBegan', data, occurredAt: startOfDay(on) } as const;
  if (uncoveredSince === undefined) return [began];
  const since = on > uncoveredSince ? on : uncoveredSince;
  return [began, { type: 'VillageCoverageRegained', data: { on: since }, occurredAt: startOfDay(since) }];
}
