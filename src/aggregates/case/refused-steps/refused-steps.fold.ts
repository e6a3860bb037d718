import { entryOf } from '../../../platform/change/entry-of.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { RefusedStepsFact } from './refused-steps.events.js';

export const refusedStepsFold: Chapter<RefusedStepsFact['type']> = {
  PolicyStepRefused: whenKnown<'PolicyStepRefused'>(({ refusedSteps }, { data }) => {
    const { refusalId, policy, causationId, step } = data;
    return { refusedSteps: { ...refusedSteps, [refusalId]: { policy, causationId, step, tried: false } } };
  }),
  PolicyStepRetried: whenKnown<'PolicyStepRetried'>(({ refusedSteps }, { data: { refusalId } }) => {
    const known = entryOf(refusedSteps, refusalId);
    return known === undefined ? {} : { refusedSteps: { ...refusedSteps, [refusalId]: { ...known, tried: true } } };
  }),
};
