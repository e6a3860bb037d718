import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { HouseholdRegistered, MemberAdded } from '../household.events.js';
import type { Household } from '../household.js';
import { householdNoOf } from '../registration/household-no.js';
import type { HouseholdSplit } from './splitting.events.js';

/** Registers those who left a household as one of their own, whole at once (the policy's word). */
export class RegisterSplitHousehold {
  constructor(
    readonly householdId: string,
    readonly from: string,
    readonly split: HouseholdSplit['data'],
  ) {}
}

export const registerSplitHouseholdAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/** A village that was merged away meanwhile keeps its code: what was approved is not refused any more. */
export function registerSplitHousehold(
  { householdId, from, split }: RegisterSplitHousehold,
  state: Household,
  { rules }: Given,
): readonly Decided<HouseholdRegistered | MemberAdded>[] {
  const { villageCode, townCode, on, address, groupNo, members } = split;
  const [head, ...others] = members;
  if (state.status !== 'unregistered' || head === undefined) return [];
  const occurredAt = startOfDay(on);
  return [
    {
      type: 'HouseholdRegistered',
      data: {
        householdNo: householdNoOf(villageCode, householdId),
        townCode: rules.divisions.townOf(villageCode) ?? townCode,
        villageCode,
        head,
        address,
        // A family that parts asks for it.
        source: 'SELF',
        splitFrom: from,
        ...(groupNo === undefined ? {} : { groupNo }),
      },
      occurredAt,
    },
    ...others.map((member) => ({ type: 'MemberAdded', data: { member, on }, occurredAt }) as const),
  ];
}
