import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { PersonReserved } from '../person.events.js';
import type { Person } from '../person.js';

/**
 * Claims an ID number for a household about to register its bearer. `takeOverFrom` names the claim that was found
 * dead and fenced off; any other standing claim refuses.
 */
export class ReservePerson {
  constructor(
    readonly idHash: string,
    readonly householdRef: string,
    readonly memberId: string,
    readonly claim: string,
    readonly takeOverFrom?: string,
  ) {}
}

export const reservePersonAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function reservePerson(
  { householdRef, memberId, claim, takeOverFrom }: ReservePerson,
  state: Person,
): readonly Decided<PersonReserved>[] {
  if (state.status !== 'free') {
    if (state.householdRef === householdRef && state.memberId === memberId) return [];
    if (state.status === 'confirmed' || state.commandId !== takeOverFrom) {
      throw new RuleBroken('I-21', '该身份证号已登记在一户在册家庭', '/idNo');
    }
  }
  return [{ type: 'PersonReserved', data: { householdRef, memberId, commandId: claim } }];
}
