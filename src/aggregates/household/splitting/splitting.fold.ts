import type { Chapter } from '../fold-chapter.js';
import { without } from '../../../platform/change/entry-of.js';
import { whenRegistered } from '../fold-chapter.js';
import { closedPeriods } from '../members/member.js';

export const splittingFold: Chapter<'SplitProposed' | 'HouseholdSplit' | 'SplitRejected'> = {
  SplitProposed: whenRegistered<'SplitProposed'>(({ open }, { data, metadata }) => ({
    open: {
      ...open,
      splits: {
        ...open.splits,
        [data.proposalId]: { proposed: data, actorId: metadata.actorId, actorPerson: metadata.actorPerson },
      },
    },
  })),
  HouseholdSplit: whenRegistered<'HouseholdSplit'>(({ open, members }, { id, data }) => ({
    open: { ...open, splits: without(open.splits, data.proposalId) },
    members: members.map((member) =>
      data.memberIds.includes(member.memberId)
        ? {
            ...member,
            periods: closedPeriods(member.periods, { on: data.on, reason: 'SPLIT' }, id),
            wentTo: data.newHouseholdId,
          }
        : member,
    ),
  })),
  SplitRejected: whenRegistered<'SplitRejected'>(({ open }, { data }) => ({
    open: { ...open, splits: without(open.splits, data.proposalId) },
  })),
};
