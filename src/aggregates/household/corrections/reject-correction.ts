import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CorrectionRejected } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { openCorrection } from './correction.js';

/** A second person sends the proposal back; the fact stays as it was. */
export class RejectCorrection {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const rejectCorrectionAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'ROUTINE_DUTY' };

export function rejectCorrection(
  { proposalId, reason }: RejectCorrection,
  state: Household,
  { actor }: Given,
): readonly Decided<CorrectionRejected>[] {
  assertSecondPerson(openCorrection(registered(state), proposalId), actor);
  const data = { proposalId, reason: assertWritten(reason, '退回原因', '/reason') };
  return [{ type: 'CorrectionRejected', data }];
}
