import type { LocalDate } from '../../../platform/fact.js';
import type { Chapter } from '../fold-chapter.js';
import { whenRegistered } from '../fold-chapter.js';
import type { Member, MemberParticulars } from './member.js';

export function memberFrom(particulars: MemberParticulars, from: LocalDate): Member {
  return {
    memberId: particulars.memberId,
    relation: particulars.relation,
    periods: [{ from }],
    ...(particulars.idHash === undefined ? {} : { idHash: particulars.idHash }),
  };
}

export const memberFold: Chapter<
  'MemberAdded' | 'MemberChanged' | 'MemberRemoved' | 'HeadChanged' | 'AddressChanged' | 'HouseholdChangeReported'
> = {
  /** Somebody who comes back keeps one line with two periods. */
  MemberAdded: whenRegistered<'MemberAdded'>((state, { data: { member, on, asHead } }) => {
    const before = state.members.find(({ memberId }) => memberId === member.memberId);
    const added = memberFrom(member, on);
    return {
      members: [
        ...state.members.filter((other) => other !== before),
        before ? { ...added, periods: [...before.periods, ...added.periods] } : added,
      ],
      ...(asHead ? { headId: member.memberId } : {}),
    };
  }),
  MemberChanged: whenRegistered<'MemberChanged'>((state, { data: { memberId, changed } }) => ({
    members: state.members.map((member) =>
      member.memberId === memberId
        ? {
            ...member,
            ...(changed.idHash === undefined ? {} : { idHash: changed.idHash }),
            ...(changed.relation === undefined ? {} : { relation: changed.relation }),
          }
        : member,
    ),
  })),
  MemberRemoved: whenRegistered<'MemberRemoved'>((state, { data: { memberId, on, reason, newHeadMemberId } }) => ({
    members: state.members.map((member) =>
      member.memberId === memberId
        ? {
            ...member,
            periods: [
              ...member.periods.slice(0, -1),
              ...member.periods.slice(-1).map(({ from }) => ({ from, until: on, reason })),
            ],
          }
        : member,
    ),
    ...(newHeadMemberId === undefined ? {} : { headId: newHeadMemberId }),
  })),
  HeadChanged: whenRegistered<'HeadChanged'>((_, { data }) => ({ headId: data.memberId })),
  AddressChanged: whenRegistered<'AddressChanged'>(() => ({})),
  HouseholdChangeReported: whenRegistered<'HouseholdChangeReported'>(() => ({})),
};
