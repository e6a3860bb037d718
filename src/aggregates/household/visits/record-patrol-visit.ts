import { localDateOf, monthOf } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { PatrolVisitRecorded } from '../household.events.js';
import type { Household, RegisteredHousehold } from '../household.js';
import { memberOf, registered } from '../household.js';
import { belongedOn } from '../members/member.js';
import type { VisitReport } from './visit-report.js';
import { livingSections } from './visit-report.js';
import { assertFreshVisitId, assertVisitMode } from './visit-rules.js';

/** A coordinator was at the door and saw somebody (notice S15, S16). */
export class RecordPatrolVisit {
  constructor(
    readonly householdId: string,
    readonly visitedAt: Instant,
    readonly report: VisitReport,
  ) {}
}

export const recordPatrolVisitAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'VISIT_TASK' };

export function recordPatrolVisit(
  { visitedAt, report }: RecordPatrolVisit,
  state: Household,
  _given: Given,
): readonly Decided<PatrolVisitRecorded>[] {
  const home = registered(state);
  const day = localDateOf(visitedAt);
  assertFreshVisitId(home, report.visitId);
  assertVisitMode(report.mode);
  assertLedgerComplete(report);
  assertSomebodySeen(home, report, day);
  return [{ type: 'PatrolVisitRecorded', data: report, occurredAt: visitedAt, subjectPeriod: monthOf(day) }];
}

/** 附件2 is filled in whole: every section of the living conditions, and what was done about it (I-06, S16). */
function assertLedgerComplete({ living, disposal }: VisitReport): void {
  const missing = livingSections.find((section) => living[section] === undefined);
  if (missing) throw new RuleBroken('I-06', '基本生活状况必须逐项填写', `/living/${missing}`);
  if (disposal.kind === '') throw new RuleBroken('I-06', '需求处置情况必须填写', '/disposal');
}

/** 不见人不放过: a visit where nobody was seen is an attempt (I-06); the dead and the departed are not seen. */
function assertSomebodySeen(home: RegisteredHousehold, { whoSeen }: VisitReport, day: LocalDate): void {
  if (whoSeen.length === 0) throw new RuleBroken('I-06', '没有见到人的走访请登记为走访未遇', '/whoSeen');
  whoSeen.forEach((memberId, index) => {
    const member = memberOf(home, memberId);
    if (!member || !belongedOn(member, day)) {
      throw new RuleBroken('not-a-member-then', '所见的人当日不是该户家庭成员', `/whoSeen/${index}`);
    }
  });
}
