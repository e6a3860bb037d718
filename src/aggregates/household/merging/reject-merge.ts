import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { assertMergeApprover } from './approve-merge.js';
import { openMerge } from './merge-rules.js';
import type { MergeRejected } from './merging.events.js';

/** A second person sends the proposal back; both households stay as they are. */
export class RejectMerge {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const rejectMergeAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'ROUTINE_DUTY' };

export function rejectMerge(
  { proposalId, reason }: RejectMerge,
  state: Household,
  { actor }: Given,
): readonly Decided<MergeRejected>[] {
  const home = registered(state);
  const pending = openMerge(home, proposalId);
  assertSecondPerson(pending, actor);
  assertMergeApprover(pending.proposed.intoTown !== home.townCode, actor.role);
  return [{ type: 'MergeRejected', data: { proposalId, reason: assertWritten(reason, '退回原因', '/reason') } }];
}
