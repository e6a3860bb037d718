import { localDateOf, monthOf } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant } from '../../../platform/fact.js';
import type { PatrolVisitAttempted } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertFreshVisitId, assertVisitMode } from './visit-rules.js';

/** Nobody was met. The attempt stands in the ledger and never fulfils the month (I-06). */
export class RecordFailedVisit {
  constructor(
    readonly householdId: string,
    readonly attemptedAt: Instant,
    readonly attempt: PatrolVisitAttempted['data'],
  ) {}
}

export const recordFailedVisitAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'VISIT_TASK' };

export function recordFailedVisit(
  { attemptedAt, attempt }: RecordFailedVisit,
  state: Household,
  _given: Given,
): readonly Decided<PatrolVisitAttempted>[] {
  const home = registered(state);
  assertFreshVisitId(home, attempt.visitId);
  assertVisitMode(attempt.mode);
  return [
    {
      type: 'PatrolVisitAttempted',
      data: attempt,
      occurredAt: attemptedAt,
      subjectPeriod: monthOf(localDateOf(attemptedAt)),
    },
  ];
}
