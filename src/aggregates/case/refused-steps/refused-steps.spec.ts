import { lifeOf, reported } from '../../../../test/support/cases.js';
import { given, officer, system } from '../../../../test/support/given-when-then.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { RecordPolicyRefusal, recordPolicyRefusal } from './record-policy-refusal.js';
import type { RetriedStep } from './refused-step.js';
import { RetryPolicyStep, retryPolicyStep } from './retry-policy-step.js';

const refused = {
  policy: 'case-watch',
  causationId: 'f-1',
  step: 0,
  rule: 'household-merged',
  reason: '该户已并入另一户',
};
const told = (refusalId = 'r-1'): CaseFact => ({ type: 'PolicyStepRefused', data: { refusalId, ...refused } });
const retried = (outcome: RetriedStep): CaseFact => ({
  type: 'PolicyStepRetried',
  data: { refusalId: 'r-1', policy: 'case-watch', outcome },
});
const again = { done: false, rule: 'out-of-order', reason: '日期早于上次' } as const;

describe('a step of a policy that was refused', () => {
  const record = (changes: Partial<typeof refused> = {}) => new RecordPolicyRefusal('k-1', { ...refused, ...changes });
  const as = { actor: system, commandId: 'r-1' };

  it('is written into the case once, with the rule and its words, and each step of a fact for itself', () => {
    given(caseFile, lifeOf(reported())).when(recordPolicyRefusal, record(), as).then([told()]);
    const { when } = given(caseFile, lifeOf(reported(), told(), retried(again)));
    when(recordPolicyRefusal, record({ rule: 'other', reason: '其他' }), as).then([]);
    for (const other of [{ policy: 'case-monitoring' }, { causationId: 'f-2' }, { step: 1 }])
      when(recordPolicyRefusal, record(other), { ...as, commandId: 'r-2' }).then([
        { type: 'PolicyStepRefused', data: { refusalId: 'r-2', ...refused, ...other } },
      ]);
    given(caseFile).when(recordPolicyRefusal, record(), as).then([]);
  });

  it('is tried again once, and says how that went', () => {
    const retry = new RetryPolicyStep('k-1', 'r-1');
    const { when } = given(caseFile, lifeOf(reported(), told()));
    for (const outcome of [{ done: true } as const, again]) {
      when(retryPolicyStep, retry, { actor: officer, foreign: outcome }).then([retried(outcome)]);
      given(caseFile, lifeOf(reported(), told(), retried(outcome)))
        .when(retryPolicyStep, retry, { actor: officer, foreign: outcome })
        .thenRefused('retried-once');
    }
    when(retryPolicyStep, retry, { actor: officer }).then([]);
    when(retryPolicyStep, new RetryPolicyStep('k-1', 'r-2'), { actor: officer }).thenRefused('no-such-refusal');
    given(caseFile).when(retryPolicyStep, retry, { actor: officer }).thenNotFound();
  });
});
