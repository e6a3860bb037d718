import { monthOfInstant } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant } from '../../../platform/fact.js';
import { assertHappened } from '../../../platform/change/business-time.js';
import type { PatrolVisitRecorded } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import type { OrderedDays } from './emergency-orders.port.js';
import type { DraftReport } from './visit-report.js';
import {
  assertChangesTold,
  assertFreshVisitId,
  assertLedgerComplete,
  assertSomebodySeen,
  assertVisitMode,
} from './visit-rules.js';

/** A coordinator was at the door and saw somebody (notice S15, S16). */
export class RecordPatrolVisit {
  constructor(
    readonly householdId: string,
    readonly visitedAt: Instant,
    readonly report: DraftReport,
  ) {}
}

export const recordPatrolVisitAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'VISIT_TASK' };

export function recordPatrolVisit(
  { visitedAt, report }: RecordPatrolVisit,
  state: Household,
  given: Given<readonly OrderedDays[] | undefined>,
): readonly Decided<PatrolVisitRecorded>[] {
  const home = registered(state);
  assertFreshVisitId(home, report.visitId);
  assertHappened(visitedAt, given, '/visitedAt');
  assertVisitMode(report.mode, visitedAt, given.foreign, '/mode');
  assertLedgerComplete(report);
  assertSomebodySeen(home, report.whoSeen, visitedAt);
  const data = { ...report, changes: assertChangesTold(report.changes) };
  return [{ type: 'PatrolVisitRecorded', data, occurredAt: visitedAt, subjectPeriod: monthOfInstant(visitedAt) }];
}
