import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { UrgencyAssessed } from './opening.events.js';

/** 急难 or 一般: an emergency is aided first and explained afterwards (社会救助法 art. 50). The last word counts. */
export class AssessUrgency {
  constructor(
    readonly caseId: string,
    readonly urgency: string,
    readonly basis: SealedBox | undefined,
  ) {}
}

export const assessUrgencyAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function assessUrgency({ urgency, basis }: AssessUrgency, state: CaseFile): readonly Decided<UrgencyAssessed>[] {
  caseFor('AssessUrgency', state);
  return [{ type: 'UrgencyAssessed', data: { urgency, basis: assertWritten(basis, '判定依据', '/basis') } }];
}
