import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { Given } from '../../../platform/change/given.js';
import type { AllowancePaid } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { serviceOf } from '../coordinator.js';
import { assertPayable } from './payment-rules.js';

/** 交通 or 通信 allowance of a month was paid (S33); of his last month perhaps after his relief. */
export class PayAllowance {
  constructor(
    readonly coordinatorId: string,
    readonly allowance: AllowancePaid['data'],
  ) {}
}

export const payAllowanceAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function payAllowance(
  { allowance }: PayAllowance,
  state: Coordinator,
  { today }: Given,
): readonly Decided<AllowancePaid>[] {
  assertPayable(serviceOf(state), allowance.kind, allowance.period, today);
  return [{ type: 'AllowancePaid', data: allowance, subjectPeriod: allowance.period }];
}
