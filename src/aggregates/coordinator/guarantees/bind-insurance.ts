import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { InsuranceBound } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost } from '../coordinator.js';

/** An accident insurance was taken out for him (S33); its days may lie ahead. */
export class BindInsurance {
  constructor(
    readonly coordinatorId: string,
    readonly insurance: InsuranceBound['data'],
  ) {}
}

export const bindInsuranceAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function bindInsurance({ insurance }: BindInsurance, state: Coordinator): readonly Decided<InsuranceBound>[] {
  inPost(state);
  if (insurance.validUntil < insurance.validFrom)
    throw new RuleBroken('insurance-period', '保险止期早于起期', '/validUntil');
  return [{ type: 'InsuranceBound', data: insurance }];
}
