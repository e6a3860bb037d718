import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import type { MemberParticulars } from '../members/member.js';
import { assertSplittable, openSplit } from './split-rules.js';
import type { HouseholdSplit } from './splitting.events.js';

/** A second person agrees: those named leave, and a policy registers their household. */
export class ApproveSplit {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
  ) {}
}

export const approveSplitAccess: Access = { roles: ['REVIEWER'], purpose: 'ROUTINE_DUTY' };

/** `foreign`: everybody of the household as its own stream tells him; memory keeps no sealed box of a person. */
export function approveSplit(
  { proposalId }: ApproveSplit,
  state: Household,
  { actor, today, foreign }: Given<ReadonlyMap<string, MemberParticulars>>,
): readonly Decided<HouseholdSplit>[] {
  const home = registered(state);
  const { proposed, ...proposer } = openSplit(home, proposalId);
  assertSecondPerson(proposer, actor);
  assertSplittable(home, proposed);
  const { memberIds, newHeadMemberId } = proposed;
  const headFirst = [newHeadMemberId, ...memberIds.filter((memberId) => memberId !== newHeadMemberId)];
  const members = headFirst.map((memberId) => {
    const particulars = foreign.get(memberId);
    if (!particulars) throw new RuleBroken('changed-since', '该户成员刚有变更，请重新办理');
    return { ...particulars, relation: memberId === newHeadMemberId ? 'HEAD' : 'OTHER' };
  });
  const { townCode, villageCode } = home;
  return [
    {
      type: 'HouseholdSplit',
      data: { ...proposed, proposedBy: proposer.actorId, on: today, townCode, villageCode, members },
    },
  ];
}
