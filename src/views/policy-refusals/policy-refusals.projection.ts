import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { PolicyStepRetried } from '../../aggregates/case/refused-steps/refused-steps.events.js';
import type { Instant, Recorded } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** `OPEN` until it was tried again; then `DONE`, or `FINAL` where it was refused once more. */
export const refusalStates = { OPEN: '待重试', DONE: '已办成', FINAL: '重试仍未成，须人工办理' } as const;

export type RefusalState = keyof typeof refusalStates;

/** One step of a policy that was refused, and how it went the second time. */
export interface PolicyRefusalDocument extends ViewDocument {
  readonly town: string;
  readonly village: string;
  readonly caseId: string;
  readonly policy: string;
  readonly rule: string;
  readonly reason: string;
  readonly refusedAt: Instant;
  readonly state: RefusalState;
  readonly retried?: {
    readonly at: Instant;
    readonly by: string;
    readonly outcome: PolicyStepRetried['data']['outcome'];
  };
}

export const policyRefusalsProjection: Projection<PolicyRefusalDocument> = {
  name: 'policy-refusals',
  version: 1,
  categories: ['case'],
  keys: (recorded) => {
    const fact = recorded as Recorded<CaseFact>;
    return fact.type === 'PolicyStepRefused' || fact.type === 'PolicyStepRetried' ? [fact.data.refusalId] : [];
  },
  indexes: [
    { name: 'state_refused', key: { state: 1, refusedAt: 1, _id: 1 } },
    { name: 'state_town_refused', key: { state: 1, town: 1, refusedAt: 1, _id: 1 } },
  ],
  ...reducer<PolicyRefusalDocument, CaseFact>({
    PolicyStepRefused: (_, { data: { policy, rule, reason }, metadata, stream }) => ({
      town: metadata.townCode ?? '',
      village: metadata.villageCode ?? '',
      caseId: entityOf(stream),
      policy,
      rule,
      reason,
      refusedAt: metadata.recordedAt,
      state: 'OPEN',
    }),
    PolicyStepRetried: (known, { data: { outcome }, metadata: { recordedAt, actorId } }) =>
      known && {
        ...known,
        state: outcome.done ? 'DONE' : 'FINAL',
        retried: { at: recordedAt, by: actorId, outcome },
      },
  }),
};
