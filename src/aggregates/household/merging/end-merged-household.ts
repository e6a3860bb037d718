import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { Household } from '../household.js';
import type { HouseholdMergedInto } from './merging.events.js';

/** The household has ended in the other, which holds everything by now (the policy's last word). */
export class EndMergedHousehold {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
    readonly into: string,
    readonly on: LocalDate,
  ) {}
}

export const endMergedHouseholdAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function endMergedHousehold(
  { proposalId, into, on }: EndMergedHousehold,
  state: Household,
): readonly Decided<HouseholdMergedInto>[] {
  if (state.status !== 'merged' || state.ended) return [];
  return [{ type: 'HouseholdMergedInto', data: { proposalId, into, on } }];
}
