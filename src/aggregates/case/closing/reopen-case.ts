import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { CaseReopened } from './closing.events.js';
import { wasRefused } from './reopening.js';

/** A case is taken up again: a spot check, a new clue, a petition, a review of the watched. */
export class ReopenCase {
  constructor(
    readonly caseId: string,
    readonly cause: string,
    readonly ref: string | undefined,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const reopenCaseAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** One person's word is enough unless somebody was refused. */
export function reopenCase({ cause, ref, reason }: ReopenCase, state: CaseFile): readonly Decided<CaseReopened>[] {
  if (wasRefused(caseFor('ReopenCase', state)))
    throw new RuleBroken('second-person-needed', '曾作出不予救助的，重新核查须提请复核');
  const data = {
    cause,
    ...(ref === undefined ? {} : { ref }),
    reason: assertWritten(reason, '重新核查的理由', '/reason'),
  };
  return [{ type: 'CaseReopened', data }];
}
