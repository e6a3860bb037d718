import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertBeneficiaries } from '../members/member-rules.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { LowIncomeMonitoringStarted } from './monitoring.events.js';
import { openMonitoring } from './monitoring.js';
import { assertAfterLastMonitoring } from './monitoring-rules.js';

/** Whom no aid covers and who is of low income all the same is monitored (S26). */
export class StartMonitoring {
  constructor(
    readonly householdId: string,
    readonly monitoring: {
      readonly monitoringId: string;
      readonly category: string;
      readonly beneficiaries: readonly string[];
      readonly from: LocalDate;
    },
    readonly reason: SealedBox | undefined,
  ) {}
}

export const startMonitoringAccess: Access = { roles: ['OFFICER', 'BUREAU'], purpose: 'ROUTINE_DUTY' };

export function startMonitoring(
  { monitoring, reason }: StartMonitoring,
  state: Household,
  given: Given,
): readonly Decided<LowIncomeMonitoringStarted>[] {
  const home = registered(state);
  const { from, beneficiaries } = monitoring;
  assertHappenedOn(from, given, '/from');
  if (openMonitoring(home.monitorings)) throw new RuleBroken('already-monitored', '该户已纳入动态监测');
  assertAfterLastMonitoring(home, from);
  assertBeneficiaries(home, beneficiaries, from);
  const data = { ...monitoring, reason: assertWritten(reason, '纳入监测原因', '/reason') };
  return [{ type: 'LowIncomeMonitoringStarted', data, occurredAt: startOfDay(from) }];
}
