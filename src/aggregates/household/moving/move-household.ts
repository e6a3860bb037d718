import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { HouseholdMoved, HouseholdMoveRequested } from './moving.events.js';
import { assertMovesOn, assertNothingProposed } from './moving-rules.js';

/**
 * The family lives in another village now. Inside the township that is done with this; into another township it is
 * asked of the officer there, and a later request takes the place of an earlier one. Visits, listing and duties stay.
 */
export class MoveHousehold {
  constructor(
    readonly householdId: string,
    readonly requestId: string,
    readonly toVillage: string,
    readonly on: LocalDate,
    readonly reason: SealedBox | undefined,
    readonly address?: SealedBox,
    readonly groupNo?: string,
  ) {}
}

export const moveHouseholdAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function moveHousehold(
  { requestId, toVillage, on, reason, address, groupNo }: MoveHousehold,
  state: Household,
  given: Given,
): readonly Decided<HouseholdMoved | HouseholdMoveRequested>[] {
  const home = registered(state);
  const { townCode: fromTown, villageCode: fromVillage, moveRequested } = home;
  const toTown = given.rules.divisions.townOf(toVillage);
  if (toTown === undefined) throw new RuleBroken('no-such-village', '没有这个村(社区)', '/toVillage');
  if (toVillage === fromVillage) throw new RuleBroken('already-there', '该户已在这个村(社区)', '/toVillage');
  assertMovesOn(home, on, given);
  assertNothingProposed(home);
  const move = {
    fromTown,
    toTown,
    toVillage,
    on,
    reason: assertWritten(reason, '迁移原因', '/reason'),
    ...(address === undefined ? {} : { address }),
    ...(groupNo === undefined ? {} : { groupNo }),
  };
  if (toTown !== fromTown) {
    const replaces = moveRequested === undefined ? {} : { replaces: moveRequested.requestId };
    return [{ type: 'HouseholdMoveRequested', data: { ...move, requestId, ...replaces } }];
  }
  const ended = moveRequested === undefined ? {} : { requestId: moveRequested.requestId };
  return [{ type: 'HouseholdMoved', data: { ...move, fromVillage, ...ended }, occurredAt: startOfDay(on) }];
}
