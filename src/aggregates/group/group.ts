import type { Aggregate } from '../../platform/change/aggregate.js';
import { NotFound } from '../../platform/change/refusals.js';
import type { LocalDate } from '../../platform/fact.js';
import { RuleBroken } from '../../platform/rule-broken.js';
import type { GroupFact } from './group.events.js';

export interface RememberedGroupMember {
  readonly memberId: string;
  readonly since: LocalDate;
  readonly civilAffairsStaff: boolean;
  readonly villages: readonly string[];
}

export interface NoGroup {
  readonly status: 'none';
}

export interface ConstitutedGroup {
  readonly status: 'constituted';
  readonly townCode: string;
  readonly since: LocalDate;
  readonly leaderId: string;
  readonly members: readonly RememberedGroupMember[];
  readonly hotlines: readonly string[];
}

export type Group = NoGroup | ConstitutedGroup;

export const group: Aggregate<Group, GroupFact> = {
  category: 'group',
  initial: { status: 'none' },
  fold: {
    GroupConstituted: (_, { data: { townCode, on, leader } }) => ({
      status: 'constituted',
      townCode,
      since: on,
      leaderId: leader.memberId,
      members: [remembered(leader, on)],
      hotlines: [],
    }),
    LeaderDesignated: whenConstituted((state, { data: { memberId } }) => ({ ...state, leaderId: memberId })),
    GroupMemberAdded: whenConstituted((state, { data: { member, on } }) => ({
      ...state,
      members: [...state.members, remembered(member, on)],
    })),
    GroupMemberChanged: whenConstituted((state, { data: { memberId, changed } }) => ({
      ...state,
      members: state.members.map((member) =>
        member.memberId === memberId
          ? {
              ...member,
              civilAffairsStaff: changed.civilAffairsStaff ?? member.civilAffairsStaff,
              villages: changed.villages ?? member.villages,
            }
          : member,
      ),
    })),
    GroupMemberRemoved: whenConstituted((state, { data: { memberId, newLeaderMemberId } }) => ({
      ...state,
      leaderId: newLeaderMemberId ?? state.leaderId,
      members: state.members.filter((member) => member.memberId !== memberId),
    })),
    HotlinePublished: whenConstituted((state, { data: { number } }) => ({
      ...state,
      hotlines: [...state.hotlines, number],
    })),
  },
  exists: (state) => state.status === 'constituted',
  unitOf: (state) => (state.status === 'constituted' ? { townCode: state.townCode } : {}),
};

export function constituted(state: Group): ConstitutedGroup {
  if (state.status === 'none') throw new NotFound('本乡镇(街道)尚未成立采集组');
  return state;
}

export function memberOf({ members }: ConstitutedGroup, memberId: string, pointer: string): RememberedGroupMember {
  const member = members.find((candidate) => candidate.memberId === memberId);
  if (!member) throw new RuleBroken('no-such-member', '采集组中没有这名成员', pointer);
  return member;
}

function remembered(
  { memberId, civilAffairsStaff, villages }: Omit<RememberedGroupMember, 'since'>,
  since: LocalDate,
): RememberedGroupMember {
  return { memberId, since, civilAffairsStaff, villages };
}

function whenConstituted<F>(step: (state: ConstitutedGroup, fact: F) => Group): (state: Group, fact: F) => Group {
  return (state, fact) => (state.status === 'constituted' ? step(state, fact) : state);
}
