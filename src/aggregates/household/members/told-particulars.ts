import type { Recorded } from '../../../platform/fact.js';
import type { HouseholdFact } from '../household.events.js';
import type { MemberParticulars } from './member.js';
import { rehashed } from './member.js';

/**
 * What a household's own stream says of everybody who ever belonged to it, by member id, as it was last told. Memory
 * keeps no sealed box of a person: whoever has to hand people on reads them here, and only then.
 */
export function particularsIn(stream: readonly Recorded[]): ReadonlyMap<string, MemberParticulars> {
  const people = new Map<string, MemberParticulars>();
  for (const recorded of stream) {
    const fact = recorded as Recorded<HouseholdFact>;
    if (fact.type === 'HouseholdRegistered') people.set(fact.data.head.memberId, fact.data.head);
    if (fact.type === 'MemberAdded') people.set(fact.data.member.memberId, fact.data.member);
    if (fact.type === 'MemberChanged') {
      const { memberId, changed } = fact.data;
      const before = people.get(memberId);
      if (before) people.set(memberId, { ...before, ...changed });
    }
    if (fact.type === 'HouseholdAbsorbed') {
      for (const { particulars } of fact.data.carried.members) people.set(particulars.memberId, particulars);
    }
    if (fact.type === 'HouseholdMoved') {
      const { names } = fact.data;
      people.forEach((person, memberId) => people.set(memberId, rehashed(person, names)));
    }
  }
  return people;
}
