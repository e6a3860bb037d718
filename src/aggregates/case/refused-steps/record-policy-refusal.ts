import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { CaseFile } from '../case.js';
import type { PolicyStepRefused } from './refused-steps.events.js';

/** What was to follow from a fact of this case by itself was refused by somebody's rule: people must know. */
export class RecordPolicyRefusal {
  constructor(
    readonly caseId: string,
    readonly refused: Omit<PolicyStepRefused['data'], 'refusalId'>,
  ) {}
}

export const recordPolicyRefusalAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/** Once for each step of each fact, however often the policy comes by it. */
export function recordPolicyRefusal(
  { refused }: RecordPolicyRefusal,
  state: CaseFile,
  { commandId }: Given,
): readonly Decided<PolicyStepRefused>[] {
  if (state.status === 'UNKNOWN') return [];
  const isThis = ({ policy, causationId, step }: Omit<typeof refused, 'rule' | 'reason'>) =>
    policy === refused.policy && causationId === refused.causationId && step === refused.step;
  if (Object.values(state.refusedSteps).some(isThis)) return [];
  return [{ type: 'PolicyStepRefused', data: { refusalId: commandId, ...refused } }];
}
