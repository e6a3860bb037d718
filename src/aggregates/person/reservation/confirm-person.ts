import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { PersonConfirmed } from '../person.events.js';
import type { Person } from '../person.js';

/** The household stands: the claim is good. Confirming what another household holds does nothing. */
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
  if (state.status !== 'reserved' || state.householdRef !== householdRef) return [];
  return [{ type: 'PersonConfirmed', data: { householdRef, memberId } }];
}
