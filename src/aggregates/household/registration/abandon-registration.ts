import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { RegistrationAbandoned } from '../household.events.js';
import type { Household } from '../household.js';
import { isPresent } from '../members/member.js';

/**
 * Fences off a claim whose household never came to stand: written where the late registration would have to go, so
 * that it cannot arrive any more. Does nothing if it has arrived meanwhile.
 */
export class AbandonRegistration {
  constructor(
    readonly householdId: string,
    readonly memberId: string,
    readonly claim: string,
  ) {}
}

export const abandonRegistrationAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function abandonRegistration(
  { memberId, claim }: AbandonRegistration,
  state: Household,
): readonly Decided<RegistrationAbandoned>[] {
  if (state.abandoned.includes(claim)) return [];
  if (
    state.status === 'registered' &&
    state.members.some((member) => member.memberId === memberId && isPresent(member))
  )
    return [];
  return [{ type: 'RegistrationAbandoned', data: { commandId: claim, memberId } }];
}
