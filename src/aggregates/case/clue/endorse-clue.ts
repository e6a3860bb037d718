import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { ClueEndorsed } from './clue.events.js';

/** The village's secretary stands behind a clue (S08 支书牵头). */
export class EndorseClue {
  constructor(
    readonly caseId: string,
    readonly text: SealedBox | undefined,
  ) {}
}

export const endorseClueAccess: Access = { roles: ['SECRETARY'], purpose: 'ROUTINE_DUTY' };

/** Nothing to do when he stands behind it already. */
export function endorseClue(
  { text }: EndorseClue,
  state: CaseFile,
  { actor }: Given,
): readonly Decided<ClueEndorsed>[] {
  const { clue } = caseFor('EndorseClue', state);
  if (clue.endorsedBy === actor.id) return [];
  return [{ type: 'ClueEndorsed', data: { endorser: actor.id, ...(text === undefined ? {} : { text }) } }];
}
