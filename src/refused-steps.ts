import { Injectable } from '@nestjs/common';
import type { RefusedStep, RetriedStep } from './aggregates/case/refused-steps/refused-step.js';
import { RefusedStepsPort } from './aggregates/case/refused-steps/refused-steps.port.js';
import { policies } from './known-policies.js';
import { Change } from './platform/change/change.js';
import { systemContext } from './platform/change/system-context.js';
import { Platform } from './platform/platform.js';
import { refusalOf } from './platform/policies/refusal.js';
import { takeReaction } from './platform/policies/take-reaction.js';

/** Takes refused steps again from the fact that caused them, as the policy of this release reacts to it. */
@Injectable()
export class RefusedSteps implements RefusedStepsPort {
  constructor(
    private readonly platform: Platform,
    private readonly change: Change,
  ) {}

  /** A step this release no longer knows is done: nothing would follow from the fact today. */
  async again(caseId: string, refusalId: string, { policy, causationId, step }: RefusedStep): Promise<RetriedStep> {
    const facts = await this.platform.store.read(`case-${caseId}`, { from: 0 });
    const fact = facts.find(({ id }) => id === causationId);
    const reaction = fact && policies.find(({ name }) => name === policy)?.react(fact)[step];
    if (fact === undefined || reaction === undefined) return { done: true };
    const context = systemContext(policy, `again:${refusalId}`, fact.metadata.$correlationId);
    try {
      await takeReaction(this.change, reaction, { ...context, causationId });
      return { done: true };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      return { done: false, ...refusal };
    }
  }
}
