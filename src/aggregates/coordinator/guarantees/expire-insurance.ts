import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant, LocalDate } from '../../../platform/fact.js';
import type { InsuranceExpired } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { endsOfCover } from './insurance.js';

/** The last day of his insurance has passed and nothing covers the next one (S33): written once for each such day. */
export class ExpireInsurance {
  constructor(
    readonly coordinatorId: string,
    readonly deadlineId: string,
    readonly validUntil: LocalDate,
    readonly dueAt: Instant,
  ) {}
}

export const expireInsuranceAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/** Re-checks by the coordinator's own stream; of one who was relieved nothing is due any more. */
export function expireInsurance(
  { deadlineId, validUntil, dueAt }: ExpireInsurance,
  state: Coordinator,
  { now }: Given,
): readonly Decided<InsuranceExpired>[] {
  if (state.status !== 'in-post' || now <= dueAt) return [];
  const { insurances, expired } = state.service;
  if (expired.includes(validUntil) || !endsOfCover(insurances).includes(validUntil)) return [];
  return [{ type: 'InsuranceExpired', data: { deadlineId, validUntil, dueAt }, occurredAt: dueAt }];
}
