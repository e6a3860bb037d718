import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseStatus } from '../case-status.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { ClueMarkedDuplicate } from './clue.events.js';

/** The clue tells of a need that another case of the caller's area has in hand (F04). */
export class MarkDuplicate {
  constructor(
    readonly caseId: string,
    readonly ofCaseRef: string,
  ) {}
}

/** Where the other case stands; undefined when there is none within the caller's reach. */
export interface OtherCase {
  readonly status: CaseStatus | undefined;
}

export const markDuplicateAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

/** Never of itself, nor of one that is itself a duplicate: a chain would lead nowhere. */
export function markDuplicate(
  { caseId, ofCaseRef }: MarkDuplicate,
  state: CaseFile,
  { foreign }: Given<OtherCase | undefined>,
): readonly Decided<ClueMarkedDuplicate>[] {
  caseFor('MarkDuplicate', state);
  if (ofCaseRef === caseId) throw new RuleBroken('duplicate-of-itself', '不能并入本案', '/ofCaseRef');
  const other = foreign?.status;
  if (other === undefined || other === 'CALL_LOGGED')
    throw new RuleBroken('no-such-case', '在您的管辖范围内没有可并入的个案', '/ofCaseRef');
  if (other === 'DUPLICATE')
    throw new RuleBroken('duplicate-of-duplicate', '该个案本身已并案，不能再并入', '/ofCaseRef');
  return [{ type: 'ClueMarkedDuplicate', data: { ofCaseRef } }];
}
