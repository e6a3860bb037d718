import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { FactCorrected } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertCorrectable, openCorrection } from './correction.js';

/** A second person agrees: from now on every fold and view reads the fact as corrected (I-18). */
export class ApproveCorrection {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
  ) {}
}

export const approveCorrectionAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'ROUTINE_DUTY' };

export function approveCorrection(
  { proposalId }: ApproveCorrection,
  state: Household,
  given: Given,
): readonly Decided<FactCorrected>[] {
  const home = registered(state);
  const pending = openCorrection(home, proposalId);
  assertSecondPerson(pending, given.actor);
  assertCorrectable(home, pending.proposed, given, '');
  return [{ type: 'FactCorrected', data: { ...pending.proposed, proposedBy: pending.actorId } }];
}
