import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { CaseArchived } from './closing.events.js';

/** The case is filed with the hash of its page (S17). */
export class ArchiveCase {
  constructor(
    readonly caseId: string,
    readonly pageHash: string,
  ) {}
}

export const archiveCaseAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** Missing papers block the filing, never the payment (I-13). */
export function archiveCase({ pageHash }: ArchiveCase, state: CaseFile): readonly Decided<CaseArchived>[] {
  const { emergency } = caseFor('ArchiveCase', state);
  if (emergency.measureIds.length > 0 && !emergency.papersComplete)
    throw new RuleBroken('I-13', '小额快救的手续尚未补齐，不能建档');
  return [{ type: 'CaseArchived', data: { pageHash } }];
}
