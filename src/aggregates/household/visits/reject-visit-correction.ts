import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { VisitCorrectionRejected } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { openVisitCorrection } from './visit-correction.js';

/** A second person sends the proposal back; the visit stays as it was. */
export class RejectVisitCorrection {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const rejectVisitCorrectionAccess: Access = { roles: ['REVIEWER'], purpose: 'ROUTINE_DUTY' };

export function rejectVisitCorrection(
  { proposalId, reason }: RejectVisitCorrection,
  state: Household,
  { actor }: Given,
): readonly Decided<VisitCorrectionRejected>[] {
  assertSecondPerson(openVisitCorrection(registered(state), proposalId), actor);
  const data = { proposalId, reason: assertWritten(reason, '退回原因', '/reason') };
  return [{ type: 'VisitCorrectionRejected', data }];
}
