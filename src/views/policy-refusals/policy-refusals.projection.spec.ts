import { TOWN, VILLAGE } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { RetriedStep } from '../../aggregates/case/refused-steps/refused-step.js';
import { policyRefusalsProjection } from './policy-refusals.projection.js';

const day = (n: number) => `2026-09-0${n}T00:00:00.000Z`;
const life = (...facts: readonly CaseFact[]) =>
  projectionSpec(policyRefusalsProjection).given(
    facts.map((fact, n) => {
      const { metadata, ...rest } = recordedFact({ fact, at: day(n + 1) }, n, 'case-k-1');
      return { ...rest, metadata: { ...metadata, townCode: TOWN, villageCode: VILLAGE } };
    }),
  );
const why = { policy: 'case-watch', rule: 'household-merged', reason: '该户已并入另一户' };
const refused = (refusalId: string): CaseFact => ({
  type: 'PolicyStepRefused',
  data: { refusalId, causationId: 'f-1', step: 0, ...why },
});
const retried = (outcome: RetriedStep): CaseFact => ({
  type: 'PolicyStepRetried',
  data: { refusalId: 'r-1', policy: 'case-watch', outcome },
});
const line = (_id: string, n: number) => ({
  ...why,
  _id,
  town: TOWN,
  village: VILLAGE,
  caseId: 'k-1',
  refusedAt: day(n),
  state: 'OPEN' as const,
});

test('a refused step waits until it was tried again, and is then done or final', () => {
  life(refused('r-1'), refused('r-2')).then([line('r-1', 1), line('r-2', 2)]);
  const again = { done: false, rule: 'out-of-order', reason: '日期早于上次' } as const;
  for (const [outcome, state] of [
    [{ done: true }, 'DONE'],
    [again, 'FINAL'],
  ] as const)
    life(refused('r-1'), retried(outcome)).then([
      { ...line('r-1', 1), state, retried: { at: day(2), by: 'u-officer', outcome } },
    ]);
});
