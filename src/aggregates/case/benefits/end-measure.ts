import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { MeasureEnded } from './benefits.events.js';
import { assertAnnounced, runningMeasure } from './benefit-rules.js';

/** The measure ends, with reasons in a code and in words (I-17). Nobody is heard who has died. */
export class EndMeasure {
  constructor(
    readonly caseId: string,
    readonly ending: Omit<MeasureEnded['data'], 'text' | 'decider'>,
    readonly text: SealedBox | undefined,
  ) {}
}

export const endMeasureAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'OPEN_CASE' };

export function endMeasure(
  { ending, text }: EndMeasure,
  state: CaseFile,
  { actor }: Given,
): readonly Decided<MeasureEnded>[] {
  const { measureId, reason, from } = ending;
  const measure = runningMeasure(caseFor('EndMeasure', state), measureId);
  if (from < measure.from) throw new RuleBroken('out-of-order', `停止日期早于开始日期 ${measure.from}`, '/from');
  if (reason !== 'DEATH') assertAnnounced(measure, { change: 'END', from, actor });
  const data = { ...ending, text: assertWritten(text, '停止理由', '/text'), decider: actor.id };
  return [{ type: 'MeasureEnded', data }];
}
