import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { referralFor } from './referral-rules.js';
import type { ReferralAcknowledged } from './referral.events.js';

/** The department has it. */
export class AcknowledgeReferral {
  constructor(
    readonly caseId: string,
    readonly referralId: string,
  ) {}
}

export const acknowledgeReferralAccess: Access = { roles: ['DEPARTMENT'], purpose: 'OPEN_CASE' };

/** Nothing to do when it has it already, or has answered. */
export function acknowledgeReferral(
  { referralId }: AcknowledgeReferral,
  state: CaseFile,
  { actor }: Given,
): readonly Decided<ReferralAcknowledged>[] {
  const { acknowledged, outcome } = referralFor(caseFor('AcknowledgeReferral', state), referralId, actor);
  if (acknowledged || outcome !== undefined) return [];
  return [{ type: 'ReferralAcknowledged', data: { referralId } }];
}
