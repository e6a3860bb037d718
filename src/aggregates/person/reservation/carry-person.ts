import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { PersonConfirmed } from '../person.events.js';
import type { Person } from '../person.js';

/**
 * The person goes from one household into another that stands already, by merger or split: one fact changes the holder,
 * so that there is no moment in which nobody or two hold the number. What a third household holds is left alone.
 */
export class CarryPerson {
  constructor(
    readonly idHash: string,
    readonly fromHousehold: string,
    readonly householdRef: string,
    readonly memberId: string,
  ) {}
}

export const carryPersonAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function carryPerson(
  { fromHousehold, householdRef, memberId }: CarryPerson,
  state: Person,
): readonly Decided<PersonConfirmed>[] {
  if (state.status !== 'free' && state.householdRef !== fromHousehold) return [];
  return [{ type: 'PersonConfirmed', data: { householdRef, memberId } }];
}
