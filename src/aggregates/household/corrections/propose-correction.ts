import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CorrectionProposed } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { CorrectedFields } from '../../../platform/change/correction.js';
import { assertCorrectable } from './correction.js';

/** Asks for an earlier fact to be put right. The fact itself is never edited (I-18). */
export class ProposeCorrection {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
    /** Id of the fact. */
    readonly corrects: string,
    readonly corrected: CorrectedFields,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const proposeCorrectionAccess: Access = { roles: ['OFFICER', 'BUREAU'], purpose: 'ROUTINE_DUTY' };

export function proposeCorrection(
  { proposalId, corrects, corrected, reason }: ProposeCorrection,
  state: Household,
  given: Given,
): readonly Decided<CorrectionProposed>[] {
  const home = registered(state);
  const why = assertWritten(reason, '更正原因', '/reason');
  if (Object.keys(corrected).length === 0) {
    throw new RuleBroken('nothing-corrected', '没有填写要更正的内容', '/corrected');
  }
  const correctsType = assertCorrectable(home, { corrects, corrected }, given, '/corrected');
  return [{ type: 'CorrectionProposed', data: { proposalId, corrects, correctsType, corrected, reason: why } }];
}
