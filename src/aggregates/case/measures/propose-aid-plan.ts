import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile } from '../case.js';
import { nameAll, needNames } from '../codes.js';
import { unmetNeeds } from '../investigation/investigation.js';
import { caseFor } from '../status-by-command.js';
import type { AidPlanProposed } from './measures.events.js';
import type { PlannedAnswer } from './measures.js';

/** One plan for all of the family's needs (S11, S20). A later plan replaces the one before. */
export class ProposeAidPlan {
  constructor(
    readonly caseId: string,
    readonly answers: readonly PlannedAnswer[],
  ) {}
}

export const proposeAidPlanAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** Every unmet need has an answer; that nothing answers it is an answer with its reason (I-11). Nobody unseen (I-07). */
export function proposeAidPlan({ answers }: ProposeAidPlan, state: CaseFile): readonly Decided<AidPlanProposed>[] {
  const { investigation } = caseFor('ProposeAidPlan', state);
  if (investigation.result !== 'PASSED') throw new RuleBroken('I-07', '调查结果为未见人，不能提出救助方案');
  const open = unmetNeeds(investigation).filter((need) => !answers.some((answer) => answer.need === need));
  if (open.length > 0) throw new RuleBroken('I-11', `方案没有回应的需求：${nameAll(open, needNames)}`, '/answers');
  const bare = answers.findIndex(({ kind, what, reason }) => (kind === 'NONE' ? reason : what) === undefined);
  if (bare >= 0 && answers[bare]?.kind !== 'MONITORING')
    throw new RuleBroken('I-11', '须写明救助种类、转介部门或不予救助的理由', `/answers/${bare}`);
  return [{ type: 'AidPlanProposed', data: { answers } }];
}
