import type { Access } from '../../../platform/change/aggregate.js';
import { yuan } from '../../../platform/change/sentences.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { MeasureReduced } from './benefits.events.js';
import { assertAnnounced, moneyIn, runningMeasure } from './benefit-rules.js';

/** The measure pays less from a day on, with reasons in a code and in words (I-17). */
export class ReduceMeasure {
  constructor(
    readonly caseId: string,
    readonly reduction: Omit<MeasureReduced['data'], 'text' | 'decider'>,
    readonly text: SealedBox | undefined,
  ) {}
}

export const reduceMeasureAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'OPEN_CASE' };

export function reduceMeasure(
  { reduction, text }: ReduceMeasure,
  state: CaseFile,
  { actor }: Given,
): readonly Decided<MeasureReduced>[] {
  const { measureId, money, from } = reduction;
  const measure = runningMeasure(caseFor('ReduceMeasure', state), measureId);
  assertAnnounced(measure, { change: 'REDUCE', from, actor });
  const before = moneyIn(measure, from.slice(0, 7)) ?? measure.money;
  if (money >= before) throw new RuleBroken('not-less', `减发后的金额应少于 ${yuan(before)} 元`, '/money');
  const data = { ...reduction, text: assertWritten(text, '减发理由', '/text'), decider: actor.id };
  return [{ type: 'MeasureReduced', data }];
}
