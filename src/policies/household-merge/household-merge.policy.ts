import { householdCommands } from '../../aggregates/household/household.commands.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { AbsorbHousehold } from '../../aggregates/household/merging/absorb-household.js';
import { EndMergedHousehold } from '../../aggregates/household/merging/end-merged-household.js';
import type { HouseholdAbsorbed, MergeApproved } from '../../aggregates/household/merging/merging.events.js';
import { personCommands } from '../../aggregates/person/person.commands.js';
import { CarryPerson } from '../../aggregates/person/reservation/carry-person.js';
import type { Recorded } from '../../platform/fact.js';
import type { Policy, Reaction } from '../../platform/policies/reaction.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { entityOf } from '../../platform/projections/reducer.js';

/**
 * Once a merger is approved the survivor takes everything over, then the ID numbers change hands, and only then is the
 * other household told that it has ended: broken off anywhere and begun again, it comes to one whole end. Nothing can
 * be written about the household that ends from its approval on, so that what was approved is what arrives.
 */
export const householdMergePolicy: Policy = {
  name: 'household-merge',
  categories: ['household'],
  types: ['MergeApproved', 'HouseholdAbsorbed'],
  react: (recorded) => {
    const fact = recorded as Recorded<HouseholdFact>;
    const householdId = entityOf(fact.stream);
    if (fact.type === 'MergeApproved') return merge(householdId, fact.data);
    if (fact.type !== 'HouseholdAbsorbed') return [];
    return [...passOn(householdId, fact.data), ...keep(householdId, fact.data)];
  },
};

function merge(from: string, { proposalId, into, on, headHolds, addressHolds, carried }: MergeApproved['data']) {
  const absorbed = {
    proposalId,
    from,
    on,
    carried,
    ...(headHolds === 'ENDED' ? { newHeadMemberId: carried.headId } : {}),
    ...(addressHolds === 'ENDED' ? { address: carried.address } : {}),
  };
  return [
    absorb(into, absorbed),
    ...carry(carried, from, into),
    {
      row: rowIn(householdCommands, EndMergedHousehold),
      command: new EndMergedHousehold(from, proposalId, into, on),
    },
  ];
}

/** The survivor was approved to end in a third household before this came: it had not been counted there. */
function passOn(
  householdId: string,
  { passOnTo, withdraws: _, keeps: __, ...absorbed }: HouseholdAbsorbed['data'],
): readonly Reaction[] {
  if (passOnTo === undefined) return [];
  return [absorb(passOnTo, absorbed), ...carry(absorbed.carried, householdId, passOnTo)];
}

/** Its own approval is void: numbers that were handed over by it come back. It was written before this, and is done by now. */
function keep(householdId: string, { from, keeps = [] }: HouseholdAbsorbed['data']): readonly Reaction[] {
  return keeps.map(({ idHash, memberId }) => ({
    row: rowIn(personCommands, CarryPerson),
    command: new CarryPerson(idHash, from, householdId, memberId),
  }));
}

function absorb(into: string, absorbed: AbsorbHousehold['absorbed']): Reaction {
  return { row: rowIn(householdCommands, AbsorbHousehold), command: new AbsorbHousehold(into, absorbed) };
}

function carry({ members }: MergeApproved['data']['carried'], from: string, to: string): readonly Reaction[] {
  return members.flatMap(({ particulars: { idHash, memberId }, periods }) =>
    idHash === undefined || periods.at(-1)?.until !== undefined
      ? []
      : [{ row: rowIn(personCommands, CarryPerson), command: new CarryPerson(idHash, from, to, memberId) }],
  );
}
