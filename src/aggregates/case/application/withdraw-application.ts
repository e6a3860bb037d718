import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { openApplication } from './application-rules.js';
import type { ApplicationWithdrawn } from './application.events.js';

/** The applicant takes his application back, and says why. */
export class WithdrawApplication {
  constructor(
    readonly caseId: string,
    readonly applicationId: string,
    readonly text: SealedBox | undefined,
  ) {}
}

export const withdrawApplicationAccess: Access = { roles: ['WINDOW'], purpose: 'APPLICATION' };

export function withdrawApplication(
  { applicationId, text }: WithdrawApplication,
  state: CaseFile,
): readonly Decided<ApplicationWithdrawn>[] {
  openApplication(caseFor('WithdrawApplication', state), applicationId);
  return [{ type: 'ApplicationWithdrawn', data: { applicationId, text: assertWritten(text, '撤回理由', '/text') } }];
}
