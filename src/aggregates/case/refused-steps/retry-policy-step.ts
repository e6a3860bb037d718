import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { RefusedStep, RetriedStep } from './refused-step.js';
import type { PolicyStepRetried } from './refused-steps.events.js';

/** A refused step is tried again by hand, once: what stood in its way may have been put right. */
export class RetryPolicyStep {
  constructor(
    readonly caseId: string,
    readonly refusalId: string,
  ) {}
}

export const retryPolicyStepAccess: Access = { roles: ['OFFICER', 'BUREAU'], purpose: 'OPEN_CASE' };

/** Says how it went; nothing while it was only rehearsed. */
export function retryPolicyStep(
  { refusalId }: RetryPolicyStep,
  state: CaseFile,
  { foreign: outcome }: Given<RetriedStep | undefined>,
): readonly Decided<PolicyStepRetried>[] {
  const { policy } = stepToRetry(state, refusalId);
  return outcome === undefined ? [] : [{ type: 'PolicyStepRetried', data: { refusalId, policy, outcome } }];
}

/** The step that waits to be tried again; refuses one that nobody refused, and one that was tried again already. */
export function stepToRetry(state: CaseFile, refusalId: string): RefusedStep {
  const step = entryOf(caseFor('RetryPolicyStep', state).refusedSteps, refusalId);
  if (step === undefined) throw new RuleBroken('no-such-refusal', '没有这项未成的自动办理');
  if (step.tried) throw new RuleBroken('retried-once', '该项自动办理已重试过一次，不再重试，请人工办理');
  return step;
}
