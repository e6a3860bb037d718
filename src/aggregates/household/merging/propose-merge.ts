import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { isPresent } from '../members/member.js';
import { assertNothingProposed } from '../moving/moving-rules.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { Merge } from './merge.js';
import type { Survivor } from './merge-rules.js';
import { assertMergeable } from './merge-rules.js';
import type { MergeProposed } from './merging.events.js';

/** Asks that this household end in another one: the same family registered twice, or two that keep house together now. */
export class ProposeMerge {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
    readonly merge: Omit<Merge, 'memberIds' | 'intoTown'> & { readonly memberIds?: readonly string[] },
    readonly reason: SealedBox | undefined,
  ) {}
}

export const proposeMergeAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

/** `foreign`: the household that is to go on, if it stands. */
export function proposeMerge(
  { householdId, proposalId, merge, reason }: ProposeMerge,
  state: Household,
  { foreign }: Given<Survivor | undefined>,
): readonly Decided<MergeProposed>[] {
  const home = registered(state);
  const memberIds = merge.memberIds ?? home.members.filter(isPresent).map(({ memberId }) => memberId);
  const { townCode: intoTown } = assertMergeable({ householdId, home, into: merge.into, memberIds }, foreign);
  assertNothingProposed(home);
  const data = { ...merge, memberIds, intoTown, proposalId, reason: assertWritten(reason, '并户原因', '/reason') };
  return [{ type: 'MergeProposed', data }];
}
