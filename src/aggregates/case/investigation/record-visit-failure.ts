import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { HomeVisitFailed } from './investigation.events.js';
import { assertFormalVisit } from './visit-rules.js';

/** Investigators were at the door and met nobody: it counts towards 未见人, never as a visit (I-07). */
export class RecordVisitFailure {
  constructor(
    readonly caseId: string,
    readonly visitedAt: Instant,
    readonly failure: Omit<HomeVisitFailed['data'], 'text'>,
    readonly text: SealedBox | undefined,
  ) {}
}

export const recordVisitFailureAccess: Access = { roles: ['OFFICER', 'COORDINATOR'], purpose: 'OPEN_CASE' };

export function recordVisitFailure(
  { visitedAt, failure, text }: RecordVisitFailure,
  state: CaseFile,
  given: Given,
): readonly Decided<HomeVisitFailed>[] {
  assertFormalVisit(caseFor('RecordVisitFailure', state), failure, visitedAt, given);
  const data = { ...failure, text: assertWritten(text, '未遇情况', '/text') };
  return [{ type: 'HomeVisitFailed', data, occurredAt: visitedAt }];
}
