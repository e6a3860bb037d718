import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { WholeHouseholdAssessed } from './benefits.events.js';

/** A family of which single members have 低保 is assessed as a whole (S21; 2022 年兜底保障通知一(一)). */
export class AssessWholeHousehold {
  constructor(
    readonly caseId: string,
    readonly result: string,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const assessWholeHouseholdAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** As often as need be; the last word counts. */
export function assessWholeHousehold(
  { result, reason }: AssessWholeHousehold,
  state: CaseFile,
): readonly Decided<WholeHouseholdAssessed>[] {
  caseFor('AssessWholeHousehold', state);
  return [{ type: 'WholeHouseholdAssessed', data: { result, reason: assertWritten(reason, '评估理由', '/reason') } }];
}
