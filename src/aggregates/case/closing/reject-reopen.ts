import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { ReopenRejected } from './closing.events.js';
import { pendingReopening } from './reopening.js';

/** The second person sends the proposal back: the case stays as it was (I-25). */
export class RejectReopen {
  constructor(
    readonly caseId: string,
    readonly proposalId: string,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const rejectReopenAccess: Access = { roles: ['REVIEWER'], purpose: 'OPEN_CASE' };

export function rejectReopen(
  { proposalId, reason }: RejectReopen,
  state: CaseFile,
  { actor }: Given,
): readonly Decided<ReopenRejected>[] {
  assertSecondPerson(pendingReopening(caseFor('RejectReopen', state), proposalId), actor);
  return [{ type: 'ReopenRejected', data: { proposalId, reason: assertWritten(reason, '退回原因', '/reason') } }];
}
