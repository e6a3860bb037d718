import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { referralFor } from './referral-rules.js';
import type { ReferralOutcomeReported } from './referral.events.js';

/** What came of a referral: helped, not eligible, or sent back. */
export class ReportOutcome {
  constructor(
    readonly caseId: string,
    readonly reported: Omit<ReferralOutcomeReported['data'], 'text'>,
    readonly text: SealedBox | undefined,
  ) {}
}

export const reportOutcomeAccess: Access = { roles: ['DEPARTMENT', 'OFFICER'], purpose: 'OPEN_CASE' };

export function reportOutcome(
  { reported, text }: ReportOutcome,
  state: CaseFile,
  { actor }: Given,
): readonly Decided<ReferralOutcomeReported>[] {
  const { outcome } = referralFor(caseFor('ReportOutcome', state), reported.referralId, actor);
  if (outcome !== undefined) throw new RuleBroken('outcome-known', '该转介已反馈', '/outcome');
  return [{ type: 'ReferralOutcomeReported', data: { ...reported, text: assertWritten(text, '反馈内容', '/text') } }];
}
