import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { isPresent } from '../members/member.js';
import type { LowIncomeMonitoringStarted } from './monitoring.events.js';
import { openMonitoring } from './monitoring.js';
import { assertAfterLastMonitoring } from './monitoring-rules.js';

/**
 * A case of the family was answered with monitoring (S26, S28): the household owns the state. One that is monitored
 * already goes on as it is, and nothing is to be done for a household that is not here or empty.
 */
export class MonitorClassified {
  constructor(
    readonly householdId: string,
    readonly monitoring: {
      readonly monitoringId: string;
      readonly category: string;
      readonly from: LocalDate;
      readonly beneficiaries: readonly string[];
      readonly caseRef: string;
    },
  ) {}
}

export const monitorClassifiedAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function monitorClassified(
  { monitoring }: MonitorClassified,
  state: Household,
): readonly Decided<LowIncomeMonitoringStarted>[] {
  if (state.status === 'unregistered') return [];
  const home = registered(state);
  const present = home.members.filter(isPresent).map(({ memberId }) => memberId);
  if (openMonitoring(home.monitorings) || present.length === 0) return [];
  const { from } = monitoring;
  assertAfterLastMonitoring(home, from);
  // Whom the case names may have left since, or have been put down wrongly: then it is about the family.
  const named = monitoring.beneficiaries.filter((memberId) => present.includes(memberId));
  const data = { ...monitoring, beneficiaries: named.length > 0 ? named : present };
  return [{ type: 'LowIncomeMonitoringStarted', data, occurredAt: startOfDay(from) }];
}
