import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { openCorrection } from './correction.js';
import type { CorrectionRejected } from './corrections.events.js';

/** A second person sends the proposal back; the fact stays as it was. */
export class RejectCaseCorrection {
  constructor(
    readonly caseId: string,
    readonly proposalId: string,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const rejectCaseCorrectionAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'OPEN_CASE' };

export function rejectCaseCorrection(
  { proposalId, reason }: RejectCaseCorrection,
  state: CaseFile,
  { actor }: Given,
): readonly Decided<CorrectionRejected>[] {
  assertSecondPerson(openCorrection(caseFor('RejectCaseCorrection', state), proposalId), actor);
  return [{ type: 'CorrectionRejected', data: { proposalId, reason: assertWritten(reason, '退回原因', '/reason') } }];
}
