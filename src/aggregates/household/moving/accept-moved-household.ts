import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access, Unit } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { NotFound } from '../../../platform/change/refusals.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import type { NameHashes } from '../members/member.js';
import type { HouseholdMoved } from './moving.events.js';
import { assertMovesOn, assertNothingProposed } from './moving-rules.js';

/** The officer of the other township takes the household over: from now on it is his, with its whole history. */
export class AcceptMovedHousehold {
  constructor(
    readonly householdId: string,
    readonly requestId: string,
  ) {}
}

export const acceptMovedHouseholdAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

/** Whose word it is: the township that was asked, and only while it is asked. */
export function askedUnit(state: Household): readonly Unit[] {
  if (state.status !== 'registered' || state.moveRequested === undefined) return [];
  const { toTown, toVillage } = state.moveRequested;
  return [{ townCode: toTown, villageCode: toVillage }];
}

/** `foreign`: by member id, the names hashed with the code of the township the family moves into. */
export function acceptMovedHousehold(
  { requestId }: AcceptMovedHousehold,
  state: Household,
  given: Given<Readonly<Record<string, NameHashes>>>,
): readonly Decided<HouseholdMoved>[] {
  const home = registered(state);
  const { villageCode: fromVillage, moveRequested, members } = home;
  const names = given.foreign;
  if (moveRequested?.requestId !== requestId) throw new NotFound('没有这项迁入申请，或已办结');
  const { fromTown, toTown, toVillage, on, reason, address, groupNo, requestedBy } = moveRequested;
  if (given.rules.divisions.townOf(toVillage) !== toTown) {
    throw new RuleBroken('no-such-village', '迁入的村(社区)已不属于本乡镇，请原乡镇重新提请');
  }
  assertMovesOn(home, on, given);
  assertNothingProposed(home);
  if (members.some(({ memberId }) => entryOf(names, memberId) === undefined)) {
    throw new RuleBroken('changed-since', '该户成员刚有变更，请重新办理');
  }
  const data = {
    fromTown,
    fromVillage,
    toTown,
    toVillage,
    on,
    reason,
    ...(address === undefined ? {} : { address }),
    ...(groupNo === undefined ? {} : { groupNo }),
    names,
    requestId,
    requestedBy,
  };
  return [{ type: 'HouseholdMoved', data, occurredAt: startOfDay(on) }];
}
