import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertApprover, assertCorrectable, openCorrection } from './correction.js';
import type { FactCorrected } from './corrections.events.js';

/** A second person agrees: from now on every fold and view reads the fact as corrected (I-18). */
export class ApproveCaseCorrection {
  constructor(
    readonly caseId: string,
    readonly proposalId: string,
  ) {}
}

export const approveCaseCorrectionAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'OPEN_CASE' };

export function approveCaseCorrection(
  { proposalId }: ApproveCaseCorrection,
  state: CaseFile,
  given: Given,
): readonly Decided<FactCorrected>[] {
  const caseFile = caseFor('ApproveCaseCorrection', state);
  const pending = openCorrection(caseFile, proposalId);
  assertSecondPerson(pending, given.actor);
  const fact = assertCorrectable(caseFile, pending.proposed, given, '');
  assertApprover(caseFile, fact, given);
  return [{ type: 'FactCorrected', data: { ...pending.proposed, proposedBy: pending.actorId } }];
}
