import type { Access } from '../../../platform/change/aggregate.js';
import type { CorrectedFields } from '../../../platform/change/correction.js';
import type { Given } from '../../../platform/change/given.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { aboutOf, assertCorrectable } from './correction.js';
import type { CorrectionProposed } from './corrections.events.js';

/** Asks for an earlier fact of the case to be put right. The fact itself is never edited (I-18). */
export class ProposeCaseCorrection {
  constructor(
    readonly caseId: string,
    readonly proposalId: string,
    /** Id of the fact. */
    readonly corrects: string,
    readonly corrected: CorrectedFields,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const proposeCaseCorrectionAccess: Access = { roles: ['OFFICER', 'BUREAU'], purpose: 'OPEN_CASE' };

export function proposeCaseCorrection(
  { proposalId, corrects, corrected, reason: written }: ProposeCaseCorrection,
  state: CaseFile,
  given: Given,
): readonly Decided<CorrectionProposed>[] {
  const caseFile = caseFor('ProposeCaseCorrection', state);
  const reason = assertWritten(written, '更正原因', '/reason');
  if (Object.keys(corrected).length === 0)
    throw new RuleBroken('nothing-corrected', '没有填写要更正的内容', '/corrected');
  const fact = assertCorrectable(caseFile, { corrects, corrected }, given, '/corrected');
  const about = aboutOf(fact);
  const named = { proposalId, corrects, correctsType: fact.type, ...(about === undefined ? {} : { about }) };
  return [{ type: 'CorrectionProposed', data: { ...named, corrected, reason } }];
}
