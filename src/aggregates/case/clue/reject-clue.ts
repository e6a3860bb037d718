import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { ClueRejected } from './clue.events.js';

/** No case is opened, with the reason in a code and in words; the clue stays in the frame of the spot checks. */
export class RejectClue {
  constructor(
    readonly caseId: string,
    readonly reason: string,
    readonly text: SealedBox | undefined,
  ) {}
}

export const rejectClueAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function rejectClue({ reason, text }: RejectClue, state: CaseFile): readonly Decided<ClueRejected>[] {
  caseFor('RejectClue', state);
  return [{ type: 'ClueRejected', data: { reason, text: assertWritten(text, '不予立案的理由', '/text') } }];
}
