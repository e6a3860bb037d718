import { RuleBroken } from '../../../platform/rule-broken.js';
import type { RegisteredHousehold } from '../household.js';
import type { VisitMode } from './visit-report.js';

/** A visit is entered once; the same id by another request is a mistake of the device, not a second visit. */
export function assertFreshVisitId(home: RegisteredHousehold, visitId: string): void {
  if (home.visits.some((visit) => visit.visitId === visitId)) {
    throw new RuleBroken('visit-already-recorded', '该走访编号已经登记过，未重复登记', '/visitId');
  }
}

/**
 * A telephone or video contact counts as 走访 only under a declared emergency order (rules.md, project default).
 * No order can be declared yet, so the door is the only way.
 */
export function assertVisitMode(mode: VisitMode): void {
  if (mode !== 'HOME') throw new RuleBroken('remote-visit-needs-order', '未宣布重大突发事件，只能入户走访', '/mode');
}
