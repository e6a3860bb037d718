import type { LocalDate } from '../../../platform/fact.js';
import type { Chapter } from '../fold-chapter.js';
import { whenRegistered } from '../fold-chapter.js';
import type { RegisteredHousehold } from '../household.js';
import type { ComparableParticulars, Member, MemberParticulars, RememberedPeriod } from './member.js';
import { closedPeriods, comparableFields } from './member.js';

export function memberFrom(particulars: MemberParticulars, from: LocalDate, factId: string): Member {
  return {
    memberId: particulars.memberId,
    nameHash: particulars.nameHash,
    surnameHash: particulars.surnameHash,
    relation: particulars.relation,
    ...comparableOf(particulars),
    periods: [{ from, openedBy: factId }],
  };
}

/** Somebody who comes with his household: his stays are those he had there. */
export function memberOfPeriods(particulars: MemberParticulars, periods: readonly RememberedPeriod[]): Member {
  return { ...memberFrom(particulars, '', ''), periods };
}

export const memberFold: Chapter<
  'MemberAdded' | 'MemberChanged' | 'MemberRemoved' | 'HeadChanged' | 'AddressChanged' | 'HouseholdChangeReported'
> = {
  /** Somebody who comes back keeps one line with two periods. */
  MemberAdded: whenRegistered<'MemberAdded'>((state, { id, data: { member, on, asHead } }) => {
    const added = memberFrom(member, on, id);
    const isBack = state.members.some(({ memberId }) => memberId === member.memberId);
    const members = isBack
      ? state.members.map((before) =>
          before.memberId === member.memberId ? { ...added, periods: [...before.periods, ...added.periods] } : before,
        )
      : [...state.members, added];
    return asHead ? headedBy(member.memberId, members) : { members };
  }),
  MemberChanged: whenRegistered<'MemberChanged'>((state, { data: { memberId, changed } }) => ({
    members: state.members.map((member) =>
      member.memberId === memberId ? { ...member, ...comparableOf(changed) } : member,
    ),
  })),
  MemberRemoved: whenRegistered<'MemberRemoved'>((state, { id, data: { memberId, on, reason, newHeadMemberId } }) => {
    const members = state.members.map((member) =>
      member.memberId === memberId ? { ...member, periods: closedPeriods(member.periods, { on, reason }, id) } : member,
    );
    return newHeadMemberId === undefined ? { members } : headedBy(newHeadMemberId, members);
  }),
  HeadChanged: whenRegistered<'HeadChanged'>((state, { data }) => headedBy(data.memberId, state.members)),
  AddressChanged: whenRegistered<'AddressChanged'>((_, { id, data }) =>
    data.groupNo === undefined ? {} : { groupFrom: id },
  ),
  HouseholdChangeReported: whenRegistered<'HouseholdChangeReported'>(() => ({})),
};

/** The former head becomes a plain member; how he is related to the new one is not known until somebody says it. */
export function headedBy(headId: string, members: readonly Member[]): Pick<RegisteredHousehold, 'headId' | 'members'> {
  return {
    headId,
    members: members.map((member) => {
      if (member.memberId === headId) return { ...member, relation: 'HEAD' };
      return member.relation === 'HEAD' ? { ...member, relation: 'OTHER' } : member;
    }),
  };
}

function comparableOf(particulars: Partial<MemberParticulars>): Partial<ComparableParticulars> {
  const said = comparableFields.filter((field) => particulars[field] !== undefined);
  return Object.fromEntries(said.map((field) => [field, particulars[field]]));
}
