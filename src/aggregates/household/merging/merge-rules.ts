import { entryOf } from '../../../platform/change/entry-of.js';
import { NotFound } from '../../../platform/change/refusals.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { Pending, RegisteredHousehold } from '../household.js';
import { isPresent } from '../members/member.js';
import type { MergeProposed } from './merging.events.js';

/** The household that goes on, as its own stream says. */
export interface Survivor {
  readonly townCode: string;
  readonly villageCode: string;
}

interface Asked {
  readonly householdId: string;
  readonly home: RegisteredHousehold;
  readonly into: string;
  readonly memberIds: readonly string[];
}

/** The survivor stands and is another one, and nobody whose ID number is held here is left without a household (I-21). */
export function assertMergeable(
  { householdId, home, into, memberIds }: Asked,
  survivor: Survivor | undefined,
): Survivor {
  if (into === householdId) throw new RuleBroken('same-household', '不能并入自己', '/into');
  if (!survivor) throw new NotFound('没有找到要并入的家庭', '/into');
  const present = home.members.filter(isPresent);
  if (memberIds.some((id) => !present.some(({ memberId }) => memberId === id))) {
    throw new RuleBroken('not-a-member-then', '所指的人不是该户现有成员', '/memberIds');
  }
  if (present.some(({ memberId, idHash }) => idHash !== undefined && !memberIds.includes(memberId))) {
    throw new RuleBroken('member-left-behind', '有身份证号的现有成员须全部随户并入', '/memberIds');
  }
  return survivor;
}

export function openMerge({ open }: RegisteredHousehold, proposalId: string): Pending<MergeProposed['data']> {
  const pending = entryOf(open.merges, proposalId);
  if (!pending) throw new RuleBroken('no-such-proposal', '没有这项待复核的并户提请，或已办结');
  return pending;
}
