import type { RefusedStep, RetriedStep } from './refused-step.js';

/** Takes a refused step again as the policy would; the same refusal is taken again once, however often it is asked. */
export abstract class RefusedStepsPort {
  abstract again(caseId: string, refusalId: string, step: RefusedStep): Promise<RetriedStep>;
}
