import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { openApplication } from './application-rules.js';
import type { EconomicCheckStarted } from './application.events.js';

/** The family's means are looked into, with its written authorisation (L2 arts. 15–17). */
export class StartEconomicCheck {
  constructor(
    readonly caseId: string,
    readonly applicationId: string,
    readonly scope: readonly string[],
    readonly authorisation: SealedBox | undefined,
  ) {}
}

export const startEconomicCheckAccess: Access = { roles: ['OFFICER'], purpose: 'APPLICATION' };

/** Nothing to do when it is running already. */
export function startEconomicCheck(
  { applicationId, scope, authorisation }: StartEconomicCheck,
  state: CaseFile,
): readonly Decided<EconomicCheckStarted>[] {
  if (openApplication(caseFor('StartEconomicCheck', state), applicationId).checkStarted) return [];
  const data = { applicationId, authorisation: assertWritten(authorisation, '核对授权', '/authorisation'), scope };
  return [{ type: 'EconomicCheckStarted', data }];
}
