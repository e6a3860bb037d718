import type { GroupConstituted } from '../../src/aggregates/group/group.events.js';
import type { GroupMember } from '../../src/aggregates/group/members/group-member.js';
import { TOWN, VILLAGE } from './coordinators.js';
import { box } from './people.js';

/** Civil-affairs staff in charge of 港口镇's first village, unless told otherwise. */
export function groupMember(memberId: string, given: Partial<GroupMember> = {}): GroupMember {
  return {
    memberId,
    name: box(`name of ${memberId}`, memberId),
    nameHash: `name:${memberId}`,
    surnameHash: `surname:${memberId}`,
    phone: box(`phone of ${memberId}`, memberId),
    unit: box('office', memberId),
    civilAffairsStaff: true,
    villages: [VILLAGE],
    ...given,
  };
}

/** 港口镇's group since the first of September, led by `g-1`. */
export function constitutedGroup(): GroupConstituted {
  return { type: 'GroupConstituted', data: { townCode: TOWN, on: '2026-09-01', leader: groupMember('g-1') } };
}
