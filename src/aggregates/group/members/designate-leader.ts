import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { LeaderDesignated } from '../group.events.js';
import type { Group } from '../group.js';
import { constituted, memberOf } from '../group.js';
import { assertHappenedOn, assertMayLead } from './group-rules.js';

/** Another member leads from that day; the former leader stays a member. */
export class DesignateLeader {
  constructor(
    readonly townCode: string,
    readonly memberId: string,
    readonly on: LocalDate,
  ) {}
}

export const designateLeaderAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function designateLeader(
  { memberId, on }: DesignateLeader,
  state: Group,
  given: Given,
): readonly Decided<LeaderDesignated>[] {
  const group = constituted(state);
  const member = memberOf(group, memberId, '/memberId');
  if (memberId === group.leaderId) return [];
  assertMayLead(member.civilAffairsStaff, '/memberId');
  assertHappenedOn(on, member.since, given);
  return [{ type: 'LeaderDesignated', data: { memberId, on }, occurredAt: startOfDay(on) }];
}
