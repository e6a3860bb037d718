import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { GroupMemberChanged } from '../group.events.js';
import type { Group } from '../group.js';
import { constituted, memberOf } from '../group.js';
import { assertMayLead, assertVillagesOf } from './group-rules.js';

/** What became otherwise about a member; only what the form sent is here. */
export class ChangeGroupMember {
  constructor(
    readonly townCode: string,
    readonly memberId: string,
    readonly changed: GroupMemberChanged['data']['changed'],
  ) {}
}

export const changeGroupMemberAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

/** The leader stays civil-affairs staff as long as he leads (I-03). */
export function changeGroupMember(
  { memberId, changed }: ChangeGroupMember,
  state: Group,
  given: Given,
): readonly Decided<GroupMemberChanged>[] {
  const group = constituted(state);
  memberOf(group, memberId, '/memberId');
  if (Object.keys(changed).length === 0) return [];
  if (memberId === group.leaderId) assertMayLead(changed.civilAffairsStaff ?? true, '/civilAffairsStaff');
  assertVillagesOf(group.townCode, changed.villages ?? [], given, '/villages');
  return [{ type: 'GroupMemberChanged', data: { memberId, changed } }];
}
