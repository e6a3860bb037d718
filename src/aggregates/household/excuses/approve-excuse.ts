import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { MonthlyVisitExcused } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertNotExcused, openExcuse } from './excuse.js';

/** A second person agrees: the month needs no visit. */
export class ApproveExcuse {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
  ) {}
}

export const approveExcuseAccess: Access = { roles: ['REVIEWER'], purpose: 'ROUTINE_DUTY' };

export function approveExcuse(
  { proposalId }: ApproveExcuse,
  state: Household,
  { actor }: Given,
): readonly Decided<MonthlyVisitExcused>[] {
  const home = registered(state);
  const pending = openExcuse(home, proposalId);
  assertSecondPerson(pending, actor);
  const { month, reason } = pending.proposed;
  assertNotExcused(home, month);
  const data = { month, reason, ground: { kind: 'APPROVED', proposalId, proposedBy: pending.actorId } } as const;
  return [{ type: 'MonthlyVisitExcused', data, subjectPeriod: month }];
}
