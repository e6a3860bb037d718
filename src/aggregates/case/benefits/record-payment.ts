import { monthOf } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import { yuan } from '../../../platform/change/sentences.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { BenefitPaid } from './benefits.events.js';
import { measureOf, moneyIn } from './benefit-rules.js';

/** Money of a granted measure was paid for one month. */
export class RecordPayment {
  constructor(
    readonly caseId: string,
    readonly paid: BenefitPaid['data'],
  ) {}
}

export const recordPaymentAccess: Access = { roles: ['OFFICER', 'BUREAU'], purpose: 'OPEN_CASE' };

/** Once a month, or once at all; never more than the measure pays then; also after its end, for a month before it. */
export function recordPayment(
  { paid }: RecordPayment,
  state: CaseFile,
  { today }: Given,
): readonly Decided<BenefitPaid>[] {
  const measure = measureOf(caseFor('RecordPayment', state), paid.measureId);
  const { period, money } = paid;
  if (period > monthOf(today)) throw new RuleBroken('I-22', '不能登记尚未到的月份', '/period');
  const due = moneyIn(measure, period);
  if (due === undefined) throw new RuleBroken('not-in-force', `该项救助在 ${period} 未生效`, '/period');
  const before = measure.period === 'ONCE' ? measure.paid : measure.paid.filter((month) => month === period);
  if (before.length > 0) throw new RuleBroken('paid-already', `${before[0] ?? period} 的救助金已登记发放`, '/period');
  if (money > due) throw new RuleBroken('more-than-granted', `发放金额超过确认的 ${yuan(due)} 元`, '/money');
  return [{ type: 'BenefitPaid', data: paid, subjectPeriod: period }];
}
