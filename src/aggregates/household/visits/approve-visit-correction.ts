import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { PatrolVisitCorrected } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import type { OrderedDays } from './emergency-orders.port.js';
import { assertCorrectedReport, correctedMonth, openVisitCorrection } from './visit-correction.js';

/** A second person agrees: from now on the visit reads as corrected, its author stays its author. */
export class ApproveVisitCorrection {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
  ) {}
}

export const approveVisitCorrectionAccess: Access = { roles: ['REVIEWER'], purpose: 'ROUTINE_DUTY' };

export function approveVisitCorrection(
  { proposalId }: ApproveVisitCorrection,
  state: Household,
  given: Given<readonly OrderedDays[] | undefined>,
): readonly Decided<PatrolVisitCorrected>[] {
  const home = registered(state);
  const pending = openVisitCorrection(home, proposalId);
  assertSecondPerson(pending, given.actor);
  const { proposed, actorId: proposedBy } = pending;
  const visit = assertCorrectedReport(home, proposed.correctsVisitId, proposed.corrected, given, '');
  const data = { ...proposed, proposedBy };
  return [{ type: 'PatrolVisitCorrected', data, subjectPeriod: correctedMonth(visit, proposed.corrected) }];
}
