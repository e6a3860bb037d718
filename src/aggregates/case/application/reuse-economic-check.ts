import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { ApplicationMemory } from './application.js';
import { openApplication } from './application-rules.js';
import type { EconomicCheckReused } from './application.events.js';

/** A check of another case still holds: nobody is asked twice for what is known (社会救助法 art. 62). */
export class ReuseEconomicCheck {
  constructor(
    readonly caseId: string,
    readonly applicationId: string,
    readonly fromCaseRef: string,
  ) {}
}

/** The last check of the other case's family, if it is the same family and within the caller's reach. */
export interface OtherCheck {
  readonly householdRef: string | undefined;
  readonly check: ApplicationMemory['check'];
}

export const reuseEconomicCheckAccess: Access = { roles: ['OFFICER'], purpose: 'APPLICATION' };

export function reuseEconomicCheck(
  { applicationId, fromCaseRef }: ReuseEconomicCheck,
  state: CaseFile,
  { today, foreign }: Given<OtherCheck | undefined>,
): readonly Decided<EconomicCheckReused>[] {
  const caseFile = caseFor('ReuseEconomicCheck', state);
  openApplication(caseFile, applicationId);
  const { check, householdRef } = foreign ?? {};
  if (check === undefined || householdRef === undefined || householdRef !== caseFile.opening.householdRef)
    throw new RuleBroken('no-such-check', '没有可沿用的同一家庭的核对结果', '/fromCaseRef');
  if (check.validUntil < today) throw new RuleBroken('check-expired', '该核对结果的有效期已过', '/fromCaseRef');
  return [{ type: 'EconomicCheckReused', data: { applicationId, fromCaseRef, ...check } }];
}
