import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { GroupConstituted } from '../group.events.js';
import type { Group } from '../group.js';
import type { GroupMember } from './group-member.js';
import { assertHappenedOn, assertMayLead, assertVillagesOf } from './group-rules.js';

/** Sets up the one collection group of a township, with its leader (S07). */
export class ConstituteGroup {
  constructor(
    readonly townCode: string,
    readonly leader: GroupMember,
    readonly on: LocalDate,
  ) {}
}

export const constituteGroupAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function constituteGroup(
  { townCode, leader, on }: ConstituteGroup,
  state: Group,
  given: Given,
): readonly Decided<GroupConstituted>[] {
  if (state.status === 'constituted') throw new RuleBroken('group-exists', '本乡镇(街道)已成立采集组');
  assertMayLead(leader.civilAffairsStaff, '/leader/civilAffairsStaff');
  assertVillagesOf(townCode, leader.villages, given, '/leader/villages');
  assertHappenedOn(on, undefined, given);
  return [{ type: 'GroupConstituted', data: { townCode, on, leader }, occurredAt: startOfDay(on) }];
}
