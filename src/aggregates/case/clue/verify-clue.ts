import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappened } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { ClueVerified } from './clue.events.js';

/** Somebody went to the door and looked whether it is so (S09). */
export class VerifyClue {
  constructor(
    readonly caseId: string,
    readonly verifiedAt: Instant,
    readonly verification: ClueVerified['data'],
  ) {}
}

export const verifyClueAccess: Access = { roles: ['OFFICER', 'COORDINATOR'], purpose: 'ROUTINE_DUTY' };

/** May be done again; the last word counts. */
export function verifyClue(
  { verifiedAt, verification }: VerifyClue,
  state: CaseFile,
  given: Given,
): readonly Decided<ClueVerified>[] {
  const { clue } = caseFor('VerifyClue', state);
  assertHappened(verifiedAt, given, '/verifiedAt');
  if (clue.knownAt !== undefined && verifiedAt < clue.knownAt)
    throw new RuleBroken('out-of-order', '核实不能早于获知线索', '/verifiedAt');
  return [{ type: 'ClueVerified', data: verification, occurredAt: verifiedAt }];
}
