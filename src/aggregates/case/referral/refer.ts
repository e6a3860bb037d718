import { dueAfterWorkingDays } from '../../../platform/calendar/deadline.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { ReferralSent } from './referral.events.js';

/** Another department, or a charity, is asked for help with one need (S24 转介). */
export class Refer {
  constructor(
    readonly caseId: string,
    readonly referral: Omit<ReferralSent['data'], 'dueOn'>,
  ) {}
}

export const referAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** Its answer is due in REFERRAL working days. */
export function refer(
  { referral }: Refer,
  state: CaseFile,
  { today, rules: { parameters, calendar } }: Given,
): readonly Decided<ReferralSent>[] {
  const { referrals } = caseFor('Refer', state);
  if (entryOf(referrals, referral.referralId) !== undefined)
    throw new RuleBroken('referral-exists', '该转介编号已登记', '/referralId');
  if (referral.beneficiaries.length === 0) throw new RuleBroken('no-beneficiary', '须至少有一名对象', '/beneficiaries');
  const { dueOn = today } = dueAfterWorkingDays(today, parameters.number('REFERRAL'), calendar);
  return [{ type: 'ReferralSent', data: { ...referral, dueOn } }];
}
