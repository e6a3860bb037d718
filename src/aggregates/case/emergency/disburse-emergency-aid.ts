import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappened } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { EmergencyAidDisbursed } from './emergency.events.js';

/** A small sum at once, without check and without notice, up to one month's standard for the case (I-13). */
export class DisburseEmergencyAid {
  constructor(
    readonly caseId: string,
    readonly disbursedAt: Instant,
    readonly aid: Omit<EmergencyAidDisbursed['data'], 'limit'>,
  ) {}
}

export const disburseEmergencyAidAccess: Access = { roles: ['REVIEWER', 'OFFICER'], purpose: 'OPEN_CASE' };

export function disburseEmergencyAid(
  { disbursedAt, aid }: DisburseEmergencyAid,
  state: CaseFile,
  given: Given,
): readonly Decided<EmergencyAidDisbursed>[] {
  const { opening, emergency } = caseFor('DisburseEmergencyAid', state);
  if (opening.urgency !== 'URGENT') throw new RuleBroken('not-urgent', '尚未判定为急难，不能小额快救');
  if (emergency.measureIds.includes(aid.measureId))
    throw new RuleBroken('measure-exists', '该救助编号已登记', '/measureId');
  if (aid.beneficiaries.length === 0) throw new RuleBroken('no-beneficiary', '须至少有一名救助对象', '/beneficiaries');
  assertHappened(disbursedAt, given, '/disbursedAt');
  const limit = given.rules.parameters.number('DIBAO-STANDARD');
  if (emergency.money + aid.money > limit)
    throw new RuleBroken('I-13', `小额快救不得超过一个月低保标准 ${limit / 100} 元（参数 DIBAO-STANDARD）`, '/money');
  return [{ type: 'EmergencyAidDisbursed', data: { ...aid, limit }, occurredAt: disbursedAt }];
}
