import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { openSplit } from './split-rules.js';
import type { SplitRejected } from './splitting.events.js';

/** A second person sends the proposal back; the household stays whole. */
export class RejectSplit {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const rejectSplitAccess: Access = { roles: ['REVIEWER'], purpose: 'ROUTINE_DUTY' };

export function rejectSplit(
  { proposalId, reason }: RejectSplit,
  state: Household,
  { actor }: Given,
): readonly Decided<SplitRejected>[] {
  assertSecondPerson(openSplit(registered(state), proposalId), actor);
  return [{ type: 'SplitRejected', data: { proposalId, reason: assertWritten(reason, '退回原因', '/reason') } }];
}
