import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { GroupMemberAdded } from '../group.events.js';
import type { Group } from '../group.js';
import { constituted } from '../group.js';
import type { GroupMember } from './group-member.js';
import { assertHappenedOn, assertVillagesOf } from './group-rules.js';

/** Somebody joins the group, with the villages in his charge. */
export class AddGroupMember {
  constructor(
    readonly townCode: string,
    readonly member: GroupMember,
    readonly on: LocalDate,
  ) {}
}

export const addGroupMemberAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function addGroupMember(
  { member, on }: AddGroupMember,
  state: Group,
  given: Given,
): readonly Decided<GroupMemberAdded>[] {
  const { townCode, since, members } = constituted(state);
  if (members.some(({ memberId }) => memberId === member.memberId))
    throw new RuleBroken('already-a-member', '该人已是采集组成员');
  assertVillagesOf(townCode, member.villages, given, '/member/villages');
  assertHappenedOn(on, since, given);
  return [{ type: 'GroupMemberAdded', data: { member, on }, occurredAt: startOfDay(on) }];
}
