import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact } from '../../../platform/fact.js';
import { nameOf, policyNames } from '../codes.js';
import type { RetriedStep } from './refused-step.js';

/** What was to follow from a fact of this case by itself and was refused elsewhere, and how it went the second time. */

export type PolicyStepRefused = Fact<
  'PolicyStepRefused',
  {
    readonly refusalId: string;
    readonly policy: string;
    readonly causationId: string;
    readonly step: number;
    readonly rule: string;
    /** The rule's own words; they name nobody. */
    readonly reason: string;
  }
>;
export type PolicyStepRetried = Fact<
  'PolicyStepRetried',
  { readonly refusalId: string; readonly policy: string; readonly outcome: RetriedStep }
>;

export type RefusedStepsFact = PolicyStepRefused | PolicyStepRetried;

export const refusedStepsSentences: Sentences<RefusedStepsFact> = {
  PolicyStepRefused: ({ policy, rule, reason }) =>
    `自动办理“${nameOf(policy, policyNames)}”未成：${reason}（规则 ${rule}），可人工重试一次`,
  PolicyStepRetried: ({ policy, outcome }) =>
    outcome.done
      ? `人工重试“${nameOf(policy, policyNames)}”，已办成`
      : `人工重试“${nameOf(policy, policyNames)}”仍未成：${outcome.reason}（规则 ${outcome.rule}），不再重试`,
};
