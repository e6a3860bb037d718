import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { GroupMemberRemoved } from '../group.events.js';
import type { Group } from '../group.js';
import { constituted, memberOf } from '../group.js';
import { assertHappenedOn, assertMayLead } from './group-rules.js';

/** Somebody leaves the group; the leader only together with his successor (I-03). */
export class RemoveGroupMember {
  constructor(
    readonly townCode: string,
    readonly memberId: string,
    readonly on: LocalDate,
    readonly reason: string,
    readonly newLeaderMemberId?: string,
  ) {}
}

export const removeGroupMemberAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function removeGroupMember(
  { memberId, on, reason, newLeaderMemberId }: RemoveGroupMember,
  state: Group,
  given: Given,
): readonly Decided<GroupMemberRemoved>[] {
  const group = constituted(state);
  const { since } = memberOf(group, memberId, '/memberId');
  assertHappenedOn(on, since, given);
  const data = { memberId, on, reason };
  const occurredAt = startOfDay(on);
  if (memberId !== group.leaderId) return [{ type: 'GroupMemberRemoved', data, occurredAt }];
  if (newLeaderMemberId === undefined || newLeaderMemberId === memberId)
    throw new RuleBroken('I-03', '组长退出时须同时指定新组长', '/newLeaderMemberId');
  const successor = memberOf(group, newLeaderMemberId, '/newLeaderMemberId');
  assertMayLead(successor.civilAffairsStaff, '/newLeaderMemberId');
  return [{ type: 'GroupMemberRemoved', data: { ...data, newLeaderMemberId }, occurredAt }];
}
