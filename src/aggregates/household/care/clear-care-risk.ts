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
import { openCareRisk } from './care-risk.js';
import type { CareRiskCleared } from './care.events.js';

/** A care risk is over, and it is said why; also when the person has left the household or died. */
export class ClearCareRisk {
  constructor(
    readonly householdId: string,
    readonly cleared: { readonly memberId: string; readonly kind: string; readonly on: LocalDate },
    readonly text: SealedBox | undefined,
  ) {}
}

export const clearCareRiskAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'ROUTINE_DUTY' };

export function clearCareRisk(
  { cleared, text }: ClearCareRisk,
  state: Household,
  given: Given,
): readonly Decided<CareRiskCleared>[] {
  const risk = openCareRisk(registered(state).careRisks, cleared);
  if (!risk) throw new RuleBroken('not-at-risk', '该成员没有这类尚未解除的照料风险');
  const { on } = cleared;
  assertHappenedOn(on, given, '/on');
  if (on < risk.from) throw new RuleBroken('out-of-order', `解除日期早于发现日期 ${risk.from}`, '/on');
  const data = { riskId: risk.riskId, ...cleared, text: assertWritten(text, '解除理由', '/text') };
  return [{ type: 'CareRiskCleared', data, occurredAt: startOfDay(on) }];
}
