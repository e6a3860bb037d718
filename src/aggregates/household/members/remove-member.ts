import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { Forbidden } from '../../../platform/change/refusals.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { MemberRemoved } from '../household.events.js';
import type { Household, RegisteredHousehold } from '../household.js';
import { registered } from '../household.js';
import { isPresent } from './member.js';
import { assertStaysFrom, presentMember } from './member-rules.js';

/** Somebody died, moved away or married out. His line stays, with its period closed. */
export class RemoveMember {
  constructor(
    readonly householdId: string,
    readonly memberId: string,
    readonly reason: string,
    readonly on: LocalDate,
    readonly newHeadMemberId?: string,
  ) {}
}

export const removeMemberAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'ROUTINE_DUTY' };

export function removeMember(command: RemoveMember, state: Household, given: Given): readonly Decided<MemberRemoved>[] {
  const home = registered(state);
  const { memberId, reason, on, newHeadMemberId } = command;
  const member = presentMember(home, memberId);
  assertHappenedOn(on, given, '/on');
  assertStaysFrom(home, memberId, on, '/on');
  assertSuccessor(command, home, given);
  const data = {
    memberId,
    reason,
    on,
    ...(member.idHash === undefined ? {} : { idHash: member.idHash }),
    ...(newHeadMemberId === undefined ? {} : { newHeadMemberId }),
  };
  return [{ type: 'MemberRemoved', data, occurredAt: startOfDay(on) }];
}

/** A head leaves only together with a successor, unless nobody is left (I-24); who succeeds is an officer's word. */
function assertSuccessor(
  { memberId, on, newHeadMemberId }: RemoveMember,
  home: RegisteredHousehold,
  { actor }: Given,
): void {
  const others = home.members.filter((member) => member.memberId !== memberId && isPresent(member));
  const needed = memberId === home.headId && others.length > 0;
  if (!needed && newHeadMemberId !== undefined) {
    throw new RuleBroken('I-24', '只有户主离开且家中还有成员时才指定新户主', '/newHeadMemberId');
  }
  if (!needed) return;
  if (newHeadMemberId === undefined) {
    throw new RuleBroken('I-24', '户主离开时必须同时指定新户主', '/newHeadMemberId');
  }
  if (actor.role !== 'OFFICER') throw new Forbidden('role', '变更户主须由乡镇民政工作人员办理');
  if (newHeadMemberId === memberId) throw new RuleBroken('I-24', '新户主不能是离开的人', '/newHeadMemberId');
  assertStaysFrom(home, newHeadMemberId, on, '/newHeadMemberId');
}
