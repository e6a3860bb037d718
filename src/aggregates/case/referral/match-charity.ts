import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { charityReferral } from './referral-rules.js';
import type { CharityMatched } from './referral.events.js';

/** A charity was found that will help (S25). */
export class MatchCharity {
  constructor(
    readonly caseId: string,
    readonly referralId: string,
    readonly organisation: SealedBox | undefined,
  ) {}
}

export const matchCharityAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function matchCharity(
  { referralId, organisation }: MatchCharity,
  state: CaseFile,
  { actor }: Given,
): readonly Decided<CharityMatched>[] {
  charityReferral(caseFor('MatchCharity', state), referralId, actor);
  const data = { referralId, organisation: assertWritten(organisation, '慈善组织', '/organisation') };
  return [{ type: 'CharityMatched', data }];
}
