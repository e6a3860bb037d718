import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { HomeVisitMade } from './investigation.events.js';
import { assertFormalVisit } from './visit-rules.js';

/** Investigators were at the door and saw the person in need, or whoever lawfully speaks for him (S09, S18). */
export class RecordHomeVisit {
  constructor(
    readonly caseId: string,
    readonly visitedAt: Instant,
    readonly visit: HomeVisitMade['data'],
  ) {}
}

export const recordHomeVisitAccess: Access = { roles: ['OFFICER', 'COORDINATOR'], purpose: 'OPEN_CASE' };

export function recordHomeVisit(
  { visitedAt, visit }: RecordHomeVisit,
  state: CaseFile,
  given: Given,
): readonly Decided<HomeVisitMade>[] {
  assertFormalVisit(caseFor('RecordHomeVisit', state), visit, visitedAt, given);
  if (visit.whoSeen.length === 0 && visit.proxy === undefined)
    throw new RuleBroken('I-07', '未见到对象也无合法代理人的，请登记为入户未遇', '/whoSeen');
  return [{ type: 'HomeVisitMade', data: visit, occurredAt: visitedAt }];
}
