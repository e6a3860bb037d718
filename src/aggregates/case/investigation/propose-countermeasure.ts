import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { CountermeasureProposed } from './investigation.events.js';

/** What could be done against a problem (S18 不提对策不放过); several may be proposed. */
export class ProposeCountermeasure {
  constructor(
    readonly caseId: string,
    readonly countermeasure: Omit<CountermeasureProposed['data'], 'text'>,
    readonly text: SealedBox | undefined,
  ) {}
}

export const proposeCountermeasureAccess: Access = { roles: ['OFFICER', 'COORDINATOR'], purpose: 'OPEN_CASE' };

export function proposeCountermeasure(
  { countermeasure, text }: ProposeCountermeasure,
  state: CaseFile,
): readonly Decided<CountermeasureProposed>[] {
  const { investigation } = caseFor('ProposeCountermeasure', state);
  if (entryOf(investigation.problems, countermeasure.problemId) === undefined)
    throw new RuleBroken('no-such-problem', '本案没有这个问题', '/problemId');
  return [{ type: 'CountermeasureProposed', data: { ...countermeasure, text: assertWritten(text, '对策', '/text') } }];
}
