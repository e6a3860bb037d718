import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { RegistrationAbandoned } from '../household.events.js';
import type { Household } from '../household.js';
import { memberOf } from '../household.js';
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
    /** The number that was claimed: a member who stands there without it has not taken it. */
    readonly idHash?: string,
  ) {}
}

export const abandonRegistrationAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function abandonRegistration(
  { memberId, claim, idHash }: AbandonRegistration,
  state: Household,
): readonly Decided<RegistrationAbandoned>[] {
  if (state.abandoned.includes(claim)) return [];
  const member = state.status === 'registered' ? memberOf(state, memberId) : undefined;
  if (member && isPresent(member) && (idHash === undefined || member.idHash === idHash)) return [];
  return [{ type: 'RegistrationAbandoned', data: { commandId: claim, memberId } }];
}
