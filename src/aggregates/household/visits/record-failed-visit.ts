import { localDateOf, monthOfInstant } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappened } from '../../../platform/change/business-time.js';
import type { PatrolVisitAttempted } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { OrderedDays } from './emergency-orders.port.js';
import { assertFreshVisitId, assertVisitMode } from './visit-rules.js';

/** Nobody was met. The attempt stands in the ledger and never fulfils the month (I-06). */
export class RecordFailedVisit {
  constructor(
    readonly householdId: string,
    readonly attemptedAt: Instant,
    readonly attempt: Omit<PatrolVisitAttempted['data'], 'text'> & { readonly text?: SealedBox },
  ) {}
}

export const recordFailedVisitAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'VISIT_TASK' };

export function recordFailedVisit(
  { attemptedAt, attempt }: RecordFailedVisit,
  state: Household,
  given: Given<readonly OrderedDays[] | undefined>,
): readonly Decided<PatrolVisitAttempted>[] {
  const home = registered(state);
  assertFreshVisitId(home, attempt.visitId);
  assertHappened(attemptedAt, given, '/attemptedAt');
  if (localDateOf(attemptedAt) < home.registeredOn) {
    throw new RuleBroken('before-registration', '走访时间早于该户登记日期', '/attemptedAt');
  }
  assertVisitMode(attempt.mode, attemptedAt, given.foreign, '/mode');
  const data = { ...attempt, text: assertWritten(attempt.text, '未遇情况说明', '/text') };
  return [{ type: 'PatrolVisitAttempted', data, occurredAt: attemptedAt, subjectPeriod: monthOfInstant(attemptedAt) }];
}
