import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertStaysFrom } from '../members/member-rules.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { lastCleared, openCareRisk } from './care-risk.js';
import type { CareRiskIdentified } from './care.events.js';

/** Somebody's rights are violated, or a danger to him is seen (S22): whoever cares for him is looked after from now on. */
export class RaiseCareRisk {
  constructor(
    readonly householdId: string,
    readonly risk: {
      readonly riskId: string;
      readonly memberId: string;
      readonly kind: string;
      readonly on: LocalDate;
    },
    readonly text: SealedBox | undefined,
  ) {}
}

export const raiseCareRiskAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'ROUTINE_DUTY' };

/** One open risk of a kind for a person; the next begins when the last has been cleared. */
export function raiseCareRisk(
  { risk, text }: RaiseCareRisk,
  state: Household,
  given: Given,
): readonly Decided<CareRiskIdentified>[] {
  const home = registered(state);
  const { on, memberId } = risk;
  assertHappenedOn(on, given, '/on');
  assertStaysFrom(home, memberId, on, '/memberId');
  if (openCareRisk(home.careRisks, risk)) throw new RuleBroken('already-at-risk', '该成员已有同类照料风险尚未解除');
  const before = lastCleared(home.careRisks, risk);
  if (before !== undefined && on < before) {
    throw new RuleBroken('out-of-order', `发现日期早于同类风险上次解除日期 ${before}`, '/on');
  }
  const data = { ...risk, text: assertWritten(text, '风险情况', '/text') };
  return [{ type: 'CareRiskIdentified', data, occurredAt: startOfDay(on) }];
}
