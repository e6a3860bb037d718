import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { PersonConfirmed } from '../person.events.js';
import type { Person } from '../person.js';

/**
 * The household stands: the claim is good. Confirming what another household holds does nothing; a number given back by
 * an earlier leaving of the same person is taken again.
 */
export class ConfirmPerson {
  constructor(
    readonly idHash: string,
    readonly householdRef: string,
    readonly memberId: string,
  ) {}
}

export const confirmPersonAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function confirmPerson(
  { householdRef, memberId }: ConfirmPerson,
  state: Person,
): readonly Decided<PersonConfirmed>[] {
  const good = state.status === 'free' || (state.status === 'reserved' && state.householdRef === householdRef);
  if (!good) return [];
  return [{ type: 'PersonConfirmed', data: { householdRef, memberId } }];
}
