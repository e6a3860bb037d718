import type { GroupConstituted, GroupFact } from '../../aggregates/group/group.events.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

type Particulars = GroupConstituted['data']['leader'];

/** A member with his days; `until` is the first that is no longer his. */
export interface GroupMemberEntry {
  readonly particulars: Particulars;
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly reason?: string;
}

export interface LeaderTerm {
  readonly memberId: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

/** The collection group of one township, everybody who ever belonged to it (附件4). */
export interface GroupDocument extends ViewDocument {
  readonly town: string;
  readonly since: LocalDate;
  readonly members: readonly GroupMemberEntry[];
  readonly leaders: readonly LeaderTerm[];
  readonly hotlines: readonly { readonly number: string; readonly on: LocalDate }[];
}

type GroupBody = Body<GroupDocument>;

export const groupRosterProjection: Projection<GroupDocument> = {
  name: 'group-roster',
  version: 1,
  categories: ['group'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [{ name: 'town', key: { town: 1, _id: 1 } }],
  ...reducer<GroupDocument, GroupFact>({
    GroupConstituted: (_, { data: { townCode, on, leader } }) => ({
      town: townCode,
      since: on,
      members: [{ particulars: leader, from: on }],
      leaders: [{ memberId: leader.memberId, from: on }],
      hotlines: [],
    }),
    LeaderDesignated: (group, { data: { memberId, on } }) =>
      changed(group, ({ leaders }) => ({ leaders: ledBy(leaders, memberId, on) })),
    GroupMemberAdded: (group, { data: { member, on } }) =>
      changed(group, ({ members }) => ({ members: [...members, { particulars: member, from: on }] })),
    GroupMemberChanged: (group, { data }) =>
      changed(group, ({ members }) => ({
        members: members.map((member) =>
          member.particulars.memberId === data.memberId
            ? { ...member, particulars: { ...member.particulars, ...data.changed } }
            : member,
        ),
      })),
    GroupMemberRemoved: (group, { data: { memberId, on, reason, newLeaderMemberId } }) =>
      changed(group, ({ members, leaders }) => ({
        members: members.map((member) =>
          member.particulars.memberId === memberId ? { ...member, until: on, reason } : member,
        ),
        ...(newLeaderMemberId === undefined ? {} : { leaders: ledBy(leaders, newLeaderMemberId, on) }),
      })),
    HotlinePublished: (group, { data }) => changed(group, ({ hotlines }) => ({ hotlines: [...hotlines, data] })),
  }),
};

function changed(group: GroupBody | undefined, change: (old: GroupBody) => Partial<GroupBody>): GroupBody | undefined {
  return group && { ...group, ...change(group) };
}

/** Exactly one leads at a time: the former one's days end where the next one's begin. */
function ledBy(leaders: readonly LeaderTerm[], memberId: string, from: LocalDate): readonly LeaderTerm[] {
  return [...leaders.map((term) => (term.until === undefined ? { ...term, until: from } : term)), { memberId, from }];
}
