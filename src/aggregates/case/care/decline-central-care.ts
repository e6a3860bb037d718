import { dueAfterWorkingDays } from '../../../platform/calendar/deadline.js';
import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { CareConsent, CentralCareDeclined } from './care.events.js';
import { assertNext, assertStatement, careOf } from './care-rules.js';

/** He, or his guardian, does not want central care: a care agreement is due (S22, I-12). */
export class DeclineCentralCare {
  constructor(
    readonly caseId: string,
    readonly declined: CareConsent,
  ) {}
}

export const declineCentralCareAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** Also whoever had accepted may still decline, as long as he was not placed. The agreement is due in CARE-AGREEMENT working days. */
export function declineCentralCare(
  { declined }: DeclineCentralCare,
  state: CaseFile,
  given: Given,
): readonly Decided<CentralCareDeclined>[] {
  const { memberId, on, evidence } = declined;
  const known = careOf(caseFor('DeclineCentralCare', state), memberId);
  if (known.stage !== 'OFFERED' && known.stage !== 'ACCEPTED')
    throw new RuleBroken('not-offered', '没有待答复的征询', '/memberId');
  assertNext(known, on, given);
  assertStatement(evidence);
  const { parameters, calendar } = given.rules;
  const { dueOn = on } = dueAfterWorkingDays(on, parameters.number('CARE-AGREEMENT'), calendar);
  return [{ type: 'CentralCareDeclined', data: { ...declined, agreementDueOn: dueOn }, occurredAt: startOfDay(on) }];
}
