import { householdCommands } from '../../aggregates/household/household.commands.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { CloseEmptyHousehold } from '../../aggregates/household/members/close-empty-household.js';
import type { Recorded } from '../../platform/fact.js';
import type { Policy } from '../../platform/policies/reaction.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { entityOf } from '../../platform/projections/reducer.js';

/**
 * When the last member has died or left, the month is excused and the household delisted (project default); earlier
 * missed months stay missed. The command looks at the household itself: it does nothing while somebody is left.
 */
export const lastMemberPolicy: Policy = {
  name: 'last-member',
  categories: ['household'],
  types: ['MemberRemoved'],
  react: (recorded) => {
    const fact = recorded as Recorded<Extract<HouseholdFact, { type: 'MemberRemoved' }>>;
    const { on, reason } = fact.data;
    return [
      {
        row: rowIn(householdCommands, CloseEmptyHousehold),
        command: new CloseEmptyHousehold(entityOf(fact.stream), on, reason),
      },
    ];
  },
};
