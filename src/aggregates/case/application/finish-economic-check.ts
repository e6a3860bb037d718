import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { openApplication } from './application-rules.js';
import type { EconomicCheckFinished } from './application.events.js';

/** What the check of the family's means came to, and how long it may be relied on. */
export class FinishEconomicCheck {
  constructor(
    readonly caseId: string,
    readonly finished: EconomicCheckFinished['data'],
  ) {}
}

export const finishEconomicCheckAccess: Access = { roles: ['OFFICER', 'BUREAU'], purpose: 'APPLICATION' };

export function finishEconomicCheck(
  { finished }: FinishEconomicCheck,
  state: CaseFile,
  { today }: Given,
): readonly Decided<EconomicCheckFinished>[] {
  const { checkStarted } = openApplication(caseFor('FinishEconomicCheck', state), finished.applicationId);
  if (!checkStarted) throw new RuleBroken('check-not-started', '尚未启动家庭经济状况核对', '/applicationId');
  if (finished.validUntil < today) throw new RuleBroken('check-expired', '核对结果的有效期已过', '/validUntil');
  return [{ type: 'EconomicCheckFinished', data: finished }];
}
