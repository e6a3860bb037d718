import { householdCommands } from '../../aggregates/household/household.commands.js';
import { RegisterSplitHousehold } from '../../aggregates/household/splitting/register-split-household.js';
import type { HouseholdSplit } from '../../aggregates/household/splitting/splitting.events.js';
import { personCommands } from '../../aggregates/person/person.commands.js';
import { CarryPerson } from '../../aggregates/person/reservation/carry-person.js';
import type { Recorded } from '../../platform/fact.js';
import type { Policy } from '../../platform/policies/reaction.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { entityOf } from '../../platform/projections/reducer.js';

/**
 * Once a split is approved the new household is registered, and then the ID numbers of those who left change hands: until
 * each does, the old household holds it, so that nobody is registered a third time in between.
 */
export const householdSplitPolicy: Policy = {
  name: 'household-split',
  categories: ['household'],
  types: ['HouseholdSplit'],
  react: (recorded) => {
    const { stream, data } = recorded as Recorded<HouseholdSplit>;
    const from = entityOf(stream);
    const { newHouseholdId, members } = data;
    return [
      {
        row: rowIn(householdCommands, RegisterSplitHousehold),
        command: new RegisterSplitHousehold(newHouseholdId, from, data),
      },
      ...members.flatMap(({ idHash, memberId }) =>
        idHash === undefined
          ? []
          : [
              {
                row: rowIn(personCommands, CarryPerson),
                command: new CarryPerson(idHash, from, newHouseholdId, memberId),
              },
            ],
      ),
    ];
  },
};
