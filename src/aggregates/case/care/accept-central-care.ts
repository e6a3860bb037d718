import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { CareConsent, CentralCareAccepted } from './care.events.js';
import { assertNext, assertStatement, careOf } from './care-rules.js';

/** He, or his guardian, wants central care: the word without which nobody is placed (I-12, 社会救助法 art. 16). */
export class AcceptCentralCare {
  constructor(
    readonly caseId: string,
    readonly accepted: CareConsent,
  ) {}
}

export const acceptCentralCareAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function acceptCentralCare(
  { accepted }: AcceptCentralCare,
  state: CaseFile,
  given: Given,
): readonly Decided<CentralCareAccepted>[] {
  const known = careOf(caseFor('AcceptCentralCare', state), accepted.memberId);
  if (known.stage !== 'OFFERED') throw new RuleBroken('not-offered', '没有待答复的征询', '/memberId');
  assertNext(known, accepted.on, given);
  assertStatement(accepted.evidence);
  return [{ type: 'CentralCareAccepted', data: accepted, occurredAt: startOfDay(accepted.on) }];
}
