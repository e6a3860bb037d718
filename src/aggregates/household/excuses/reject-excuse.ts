import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { ExcuseRejected } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { openExcuse } from './excuse.js';

/** A second person sends the proposal back; the month stays due. */
export class RejectExcuse {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const rejectExcuseAccess: Access = { roles: ['REVIEWER'], purpose: 'ROUTINE_DUTY' };

export function rejectExcuse(
  { proposalId, reason }: RejectExcuse,
  state: Household,
  { actor }: Given,
): readonly Decided<ExcuseRejected>[] {
  const pending = openExcuse(registered(state), proposalId);
  assertSecondPerson(pending, actor);
  const data = { proposalId, reason: assertWritten(reason, '退回原因', '/reason') };
  return [{ type: 'ExcuseRejected', data, subjectPeriod: pending.proposed.month }];
}
