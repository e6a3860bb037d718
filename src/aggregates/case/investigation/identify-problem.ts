import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { ProblemIdentified } from './investigation.events.js';

/** Something stands behind a need; until somebody proposes something against it nothing is completed (I-09). */
export class IdentifyProblem {
  constructor(
    readonly caseId: string,
    readonly problem: Omit<ProblemIdentified['data'], 'text'>,
    readonly text: SealedBox | undefined,
  ) {}
}

export const identifyProblemAccess: Access = { roles: ['OFFICER', 'COORDINATOR'], purpose: 'OPEN_CASE' };

export function identifyProblem(
  { problem, text }: IdentifyProblem,
  state: CaseFile,
): readonly Decided<ProblemIdentified>[] {
  const { investigation } = caseFor('IdentifyProblem', state);
  if (entryOf(investigation.problems, problem.problemId) !== undefined)
    throw new RuleBroken('problem-exists', '该问题编号已登记', '/problemId');
  return [{ type: 'ProblemIdentified', data: { ...problem, text: assertWritten(text, '问题', '/text') } }];
}
