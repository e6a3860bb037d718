import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { CareAgreementSigned } from './care.events.js';
import { assertNext, assertStatement, careOf, levelInNeedOfCare } from './care-rules.js';
import { standingAgreement } from './care.js';

/** Who does not want central care is cared for by somebody who signed for it, and is looked after every month (S22). */
export class SignCareAgreement {
  constructor(
    readonly caseId: string,
    readonly agreement: Omit<CareAgreementSigned['data'], 'level' | 'witness'>,
    readonly witness: SealedBox | undefined,
  ) {}
}

export const signCareAgreementAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** For somebody who declined central care or has left it (I-12); one agreement at a time, until a day to come. */
export function signCareAgreement(
  { agreement, witness }: SignCareAgreement,
  state: CaseFile,
  given: Given,
): readonly Decided<CareAgreementSigned>[] {
  const caseFile = caseFor('SignCareAgreement', state);
  const { memberId, on, until, services, evidence } = agreement;
  const known = careOf(caseFile, memberId);
  if (known.stage !== 'DECLINED' && known.stage !== 'LEFT')
    throw new RuleBroken('I-12', '不愿集中供养或已离开机构的，才签订照料协议', '/memberId');
  if (standingAgreement(known, on)) throw new RuleBroken('agreement-stands', '该对象已有有效的照料协议', '/memberId');
  const ended = known.agreements.at(-1)?.endedOn;
  assertNext(ended === undefined || ended < known.since ? known : { since: ended }, on, given);
  if (until <= on) throw new RuleBroken('no-term', '协议终止日期须晚于签订日期', '/until');
  if (services.length === 0) throw new RuleBroken('no-services', '至少填写一项照料服务', '/services');
  assertStatement(evidence);
  const level = levelInNeedOfCare(caseFile, memberId, on);
  const data = { ...agreement, level, witness: assertWritten(witness, '村(社区)见证人', '/witness') };
  return [{ type: 'CareAgreementSigned', data, occurredAt: startOfDay(on) }];
}
