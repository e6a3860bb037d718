import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { CaseReopened } from './closing.events.js';
import { pendingReopening } from './reopening.js';

/** The second person agrees, and the inquiry begins anew (I-25). */
export class ApproveReopen {
  constructor(
    readonly caseId: string,
    readonly proposalId: string,
  ) {}
}

export const approveReopenAccess: Access = { roles: ['REVIEWER'], purpose: 'OPEN_CASE' };

export function approveReopen(
  { proposalId }: ApproveReopen,
  state: CaseFile,
  { actor }: Given,
): readonly Decided<CaseReopened>[] {
  const pending = pendingReopening(caseFor('ApproveReopen', state), proposalId);
  assertSecondPerson(pending, actor);
  return [{ type: 'CaseReopened', data: { ...pending.proposed, proposedBy: pending.actorId } }];
}
