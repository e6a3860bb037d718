import type { Given } from '../../../platform/change/given.js';
import type { Instant } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappened } from '../../../platform/change/business-time.js';
import type { KnownCase } from '../case.js';

interface Going {
  readonly visitId: string;
  readonly investigators: readonly string[];
}

/** A formal visit is made by at least as many persons as the rules ask for (I-16), and is entered once. */
export function assertFormalVisit(
  { investigation }: KnownCase,
  { visitId, investigators }: Going,
  at: Instant,
  given: Given,
): void {
  if (investigation.visitIds.includes(visitId)) throw new RuleBroken('visit-exists', '该走访编号已登记', '/visitId');
  assertHappened(at, given, '/visitedAt');
  const team = given.rules.parameters.number('DIB-TEAM');
  if (new Set(investigators).size < team)
    throw new RuleBroken('I-16', `入户调查须由 ${team} 名以上调查人员共同进行`, '/investigators');
}
