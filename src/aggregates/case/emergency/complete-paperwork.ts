import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile } from '../case.js';
import { nameAll, paperNames } from '../codes.js';
import { caseFor } from '../status-by-command.js';
import type { PaperworkCompleted } from './emergency.events.js';

/** All papers of a 小额快救 are in; without them the case is not filed (I-13). */
export class CompletePaperwork {
  constructor(
    readonly caseId: string,
    readonly items: readonly string[],
  ) {}
}

export const completePaperworkAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function completePaperwork(
  { items }: CompletePaperwork,
  state: CaseFile,
): readonly Decided<PaperworkCompleted>[] {
  const { emergency } = caseFor('CompletePaperwork', state);
  if (emergency.measureIds.length === 0) throw new RuleBroken('no-emergency', '本案没有小额快救');
  const missing = Object.keys(paperNames).filter((item) => !items.includes(item));
  if (missing.length > 0) throw new RuleBroken('I-13', `手续不全：${nameAll(missing, paperNames)}`, '/items');
  return [{ type: 'PaperworkCompleted', data: { items } }];
}
