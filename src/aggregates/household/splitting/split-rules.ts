import { entryOf } from '../../../platform/change/entry-of.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { Pending, RegisteredHousehold } from '../household.js';
import { memberOf } from '../household.js';
import { isPresent } from '../members/member.js';
import type { SplitProposed } from './splitting.events.js';

/** Those who leave are there, the head stays, and one of them heads the new household (I-24). */
export function assertSplittable(
  home: RegisteredHousehold,
  { memberIds, newHeadMemberId }: Pick<SplitProposed['data'], 'memberIds' | 'newHeadMemberId'>,
): void {
  const isThere = (memberId: string) => {
    const member = memberOf(home, memberId);
    return member !== undefined && isPresent(member);
  };
  if (memberIds.length === 0 || new Set(memberIds).size < memberIds.length || !memberIds.every(isThere)) {
    throw new RuleBroken('not-a-member-then', '分出的须是该户现有成员，各列一次', '/memberIds');
  }
  if (memberIds.includes(home.headId)) {
    throw new RuleBroken('I-24', '户主不能分出；确需分出的，先变更户主', '/memberIds');
  }
  if (!memberIds.includes(newHeadMemberId)) {
    throw new RuleBroken('I-24', '新户的户主须是分出的成员', '/newHeadMemberId');
  }
}

export function openSplit({ open }: RegisteredHousehold, proposalId: string): Pending<SplitProposed['data']> {
  const pending = entryOf(open.splits, proposalId);
  if (!pending) throw new RuleBroken('no-such-proposal', '没有这项待复核的分户提请，或已办结');
  return pending;
}
