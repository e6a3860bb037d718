import type { CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import { BeginResponsibility } from '../../aggregates/village/responsibility/begin-responsibility.js';
import { EndResponsibility } from '../../aggregates/village/responsibility/end-responsibility.js';
import { villageCommands } from '../../aggregates/village/village.commands.js';
import type { LocalDate, Recorded } from '../../platform/fact.js';
import type { Policy, Reaction } from '../../platform/policies/reaction.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { entityOf } from '../../platform/projections/reducer.js';

/**
 * Writes into each village's stream who answers for it from when to when, as the coordinators' own streams say (S03).
 * What begins is written before what ends.
 */
export const responsibilityPolicy: Policy = {
  name: 'responsibility',
  categories: ['coordinator'],
  types: [
    'CoordinatorAppointed',
    'CoordinatorConverted',
    'VillagesAssigned',
    'CoordinatorSuspended',
    'CoordinatorResumed',
    'CoordinatorTransferred',
    'CoordinatorRelieved',
  ],
  react: (recorded) => {
    const fact = recorded as Recorded<CoordinatorFact>;
    const coordinatorRef = entityOf(fact.stream);
    switch (fact.type) {
      case 'CoordinatorAppointed':
      case 'CoordinatorConverted':
        return fact.data.villages.map(({ villageCode, from }) => begin(villageCode, coordinatorRef, from));
      case 'VillagesAssigned': {
        const { begun, ended, from, takesOverFrom, handOverTo } = fact.data;
        return [
          ...begun.map((village) => begin(village, coordinatorRef, from, takesOverFrom)),
          ...ended.map((village) => end(village, coordinatorRef, from, handOverTo)),
        ];
      }
      case 'CoordinatorResumed':
        return fact.data.villages.map((village) => begin(village, coordinatorRef, fact.data.from));
      case 'CoordinatorSuspended':
      case 'CoordinatorTransferred':
      case 'CoordinatorRelieved': {
        const { villages, from, handOverTo } = fact.data;
        return villages.map((village) => end(village, coordinatorRef, from, handOverTo));
      }
      default:
        return [];
    }
  },
};

function begin(villageCode: string, coordinatorRef: string, on: LocalDate, takesOverFrom?: string): Reaction {
  return {
    row: rowIn(villageCommands, BeginResponsibility),
    command: new BeginResponsibility(villageCode, coordinatorRef, on, takesOverFrom),
  };
}

function end(villageCode: string, coordinatorRef: string, on: LocalDate, handOverTo?: string): Reaction {
  return {
    row: rowIn(villageCommands, EndResponsibility),
    command: new EndResponsibility(villageCode, coordinatorRef, on, handOverTo),
  };
}
