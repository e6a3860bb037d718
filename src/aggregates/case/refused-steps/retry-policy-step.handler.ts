import { Injectable } from '@nestjs/common';
import type { Outcome } from '../../../platform/change/change.js';
import { Change } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { RefusedStepsPort } from './refused-steps.port.js';
import type { RetryPolicyStep } from './retry-policy-step.js';
import { stepToRetry } from './retry-policy-step.js';

/** Takes the step first, where it belongs, and then writes into the case how it went. */
@Injectable()
export class RetryPolicyStepHandler implements Around<RetryPolicyStep> {
  constructor(
    private readonly change: Change,
    private readonly steps: RefusedStepsPort,
  ) {}

  async around(
    { caseId, refusalId }: RetryPolicyStep,
    { commandId }: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
    rehearse: () => Promise<void>,
  ): Promise<Outcome> {
    await rehearse();
    const { state, commands } = await this.change.memory.load(caseFile, caseId);
    if (commands.has(commandId)) return run();
    return run(await this.steps.again(caseId, refusalId, stepToRetry(state, refusalId)));
  }
}
