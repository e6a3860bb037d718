import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { personCommands } from '../../aggregates/person/person.commands.js';
import { ConfirmPerson } from '../../aggregates/person/reservation/confirm-person.js';
import { ReleasePerson } from '../../aggregates/person/reservation/release-person.js';
import type { Recorded } from '../../platform/fact.js';
import type { Policy, Reaction } from '../../platform/policies/reaction.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { entityOf } from '../../platform/projections/reducer.js';

/**
 * An ID number is held by the household its bearer is registered in (I-21): confirmed once the household stands,
 * free again once he has left it.
 */
export const idNumberPolicy: Policy = {
  name: 'id-number',
  categories: ['household'],
  types: ['HouseholdRegistered', 'MemberAdded', 'MemberChanged', 'MemberRemoved'],
  react: (recorded) => {
    const fact = recorded as Recorded<HouseholdFact>;
    const householdRef = entityOf(fact.stream);
    switch (fact.type) {
      case 'HouseholdRegistered':
        return confirm(fact.data.head.idHash, householdRef, fact.data.head.memberId);
      case 'MemberAdded':
        return confirm(fact.data.member.idHash, householdRef, fact.data.member.memberId);
      case 'MemberChanged':
        return [
          ...confirm(fact.data.changed.idHash, householdRef, fact.data.memberId),
          ...release(fact.data.formerIdHash, householdRef, fact.data.memberId, 'number-changed'),
        ];
      case 'MemberRemoved':
        return release(fact.data.idHash, householdRef, fact.data.memberId, 'left');
      default:
        return [];
    }
  },
};

function confirm(idHash: string | undefined, householdRef: string, memberId: string): readonly Reaction[] {
  if (idHash === undefined) return [];
  return [{ row: rowIn(personCommands, ConfirmPerson), command: new ConfirmPerson(idHash, householdRef, memberId) }];
}

function release(
  idHash: string | undefined,
  householdRef: string,
  memberId: string,
  reason: string,
): readonly Reaction[] {
  if (idHash === undefined) return [];
  return [
    { row: rowIn(personCommands, ReleasePerson), command: new ReleasePerson(idHash, householdRef, memberId, reason) },
  ];
}
