import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { PersonReleased } from '../person.events.js';
import type { Person } from '../person.js';

/** The person left, or the registration was refused for good: the number is free again. */
export class ReleasePerson {
  constructor(
    readonly idHash: string,
    readonly householdRef: string,
    readonly memberId: string,
    readonly reason: string,
  ) {}
}

export const releasePersonAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function releasePerson(
  { householdRef, memberId, reason }: ReleasePerson,
  state: Person,
): readonly Decided<PersonReleased>[] {
  const holds = state.status !== 'free' && state.householdRef === householdRef && state.memberId === memberId;
  if (!holds) return [];
  return [{ type: 'PersonReleased', data: { householdRef, memberId, reason } }];
}
