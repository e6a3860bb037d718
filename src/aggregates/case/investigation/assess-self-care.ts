import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { SelfCareAssessed } from './investigation.events.js';
import type { SelfCareIndicators } from './self-care.js';
import { selfCareLevel } from './self-care.js';

/** Six indicators of one member; the level follows from them and is never entered. */
export class AssessSelfCare {
  constructor(
    readonly caseId: string,
    readonly memberId: string,
    readonly indicators: SelfCareIndicators,
  ) {}
}

export const assessSelfCareAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function assessSelfCare(
  { memberId, indicators }: AssessSelfCare,
  state: CaseFile,
): readonly Decided<SelfCareAssessed>[] {
  caseFor('AssessSelfCare', state);
  return [{ type: 'SelfCareAssessed', data: { memberId, indicators, level: selfCareLevel(indicators) } }];
}
