import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { charityReferral } from './referral-rules.js';
import type { CharityAidDelivered } from './referral.events.js';

/** The charity gave something (S25); several gifts are several facts. */
export class DeliverCharityAid {
  constructor(
    readonly caseId: string,
    readonly delivered: CharityAidDelivered['data'],
  ) {}
}

export const deliverCharityAidAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function deliverCharityAid(
  { delivered }: DeliverCharityAid,
  state: CaseFile,
  { actor }: Given,
): readonly Decided<CharityAidDelivered>[] {
  const { matched } = charityReferral(caseFor('DeliverCharityAid', state), delivered.referralId, actor);
  if (!matched) throw new RuleBroken('not-matched', '尚未对接慈善组织', '/referralId');
  return [{ type: 'CharityAidDelivered', data: delivered }];
}
