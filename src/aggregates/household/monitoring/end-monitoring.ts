import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { LowIncomeMonitoringEnded } from './monitoring.events.js';
import { openMonitoring } from './monitoring.js';

/** The household is monitored no longer (S26). */
export class EndMonitoring {
  constructor(
    readonly householdId: string,
    readonly until: LocalDate,
    readonly reason: string,
    readonly text?: SealedBox,
  ) {}
}

export const endMonitoringAccess: Access = { roles: ['OFFICER', 'BUREAU'], purpose: 'ROUTINE_DUTY' };

export function endMonitoring(
  { until, reason, text }: EndMonitoring,
  state: Household,
  given: Given,
): readonly Decided<LowIncomeMonitoringEnded>[] {
  const monitoring = openMonitoring(registered(state).monitorings);
  if (!monitoring) throw new RuleBroken('not-monitored', '该户未纳入动态监测');
  assertHappenedOn(until, given, '/until');
  if (until < monitoring.from) {
    throw new RuleBroken('out-of-order', `结束日期早于纳入监测日期 ${monitoring.from}`, '/until');
  }
  if (reason === 'OTHER') assertWritten(text, '结束原因为“其他”时，说明', '/text');
  const { monitoringId } = monitoring;
  const data = { monitoringId, until, reason, ...(text === undefined ? {} : { text }) };
  return [{ type: 'LowIncomeMonitoringEnded', data, occurredAt: startOfDay(until) }];
}
