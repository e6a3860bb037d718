import type { Policy } from './platform/policies/reaction.js';
import { caseMonitoringPolicy } from './policies/case-monitoring/case-monitoring.policy.js';
import { caseWatchPolicy } from './policies/case-watch/case-watch.policy.js';
import { householdMergePolicy } from './policies/household-merge/household-merge.policy.js';
import { householdSplitPolicy } from './policies/household-split/household-split.policy.js';
import { idNumberPolicy } from './policies/id-number/id-number.policy.js';
import { lastMemberPolicy } from './policies/last-member/last-member.policy.js';
import { responsibilityPolicy } from './policies/responsibility/responsibility.policy.js';

/** Every policy that reacts to facts, in the order in which they are asked about one. */
export const policies: readonly Policy[] = [
  idNumberPolicy,
  lastMemberPolicy,
  responsibilityPolicy,
  householdMergePolicy,
  householdSplitPolicy,
  caseWatchPolicy,
  caseMonitoringPolicy,
];
