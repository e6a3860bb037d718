import { monthOf } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Period } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { Evidence, ExcuseProposed } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { isDueMonth } from '../visits/monthly-duty.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { assertNotExcused } from './excuse.js';

/**
 * Asks that a month without a visit be excused. Also after the month was found missed: the missed visit stays in the
 * history, the month then counts as excused.
 */
export class ProposeExcuse {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
    readonly month: Period,
    readonly reason: string,
    /** What the reviewer is to judge by. */
    readonly text: SealedBox | undefined,
    readonly evidence: readonly Evidence[],
  ) {}
}

export const proposeExcuseAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function proposeExcuse(
  { proposalId, month, reason, text, evidence }: ProposeExcuse,
  state: Household,
  { today, rules }: Given,
): readonly Decided<ExcuseProposed>[] {
  const home = registered(state);
  if (month > monthOf(today)) throw new RuleBroken('month-in-future', '不能为尚未到来的月份提请免访', '/month');
  if (!isDueMonth(month, home.listings, rules)) {
    throw new RuleBroken('month-not-due', '该户当月没有走访任务，无需免访', '/month');
  }
  assertNotExcused(home, month, '/month');
  if (Object.values(home.open.excuses).some(({ proposed }) => proposed.month === month)) {
    throw new RuleBroken('excuse-already-proposed', '该月免访已提请，正在等待复核', '/month');
  }
  const data = { proposalId, month, reason, text: assertWritten(text, '免访情况说明', '/text'), evidence };
  return [{ type: 'ExcuseProposed', data, subjectPeriod: month }];
}
