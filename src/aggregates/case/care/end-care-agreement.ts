import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { standingAgreement } from './care.js';
import type { CareAgreementEnded } from './care.events.js';
import { assertNext, careOf } from './care-rules.js';

/** An agreement ends before its term: broken, replaced, or needed no longer. */
export class EndCareAgreement {
  constructor(
    readonly caseId: string,
    readonly ended: { readonly memberId: string; readonly reason: string; readonly on: LocalDate },
    readonly text?: SealedBox,
  ) {}
}

export const endCareAgreementAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function endCareAgreement(
  { ended, text }: EndCareAgreement,
  state: CaseFile,
  given: Given,
): readonly Decided<CareAgreementEnded>[] {
  const { memberId, reason, on } = ended;
  const agreement = standingAgreement(careOf(caseFor('EndCareAgreement', state), memberId), on);
  if (!agreement) throw new RuleBroken('no-agreement', '该对象当日没有有效的照料协议', '/on');
  assertNext({ since: agreement.from }, on, given);
  if (reason === 'OTHER') assertWritten(text, '终止原因为“其他”时，说明', '/text');
  const data = { agreementId: agreement.agreementId, ...ended, ...(text === undefined ? {} : { text }) };
  return [{ type: 'CareAgreementEnded', data, occurredAt: startOfDay(on) }];
}
