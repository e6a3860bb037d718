import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { isPresent } from '../members/member.js';
import type { HouseholdPutOnWatch } from './watch.events.js';
import { assertAfterLastWatch, nextReviewAfter } from './watch-rules.js';
import { openWatch } from './watch.js';

/**
 * A case of the family was classified as watched (S28): the household owns the state. It stays observed as it is where it
 * is observed already, and nothing is to be done for a household that is not here or empty. `ruleVersion` is the version of
 * the rules by which the case was refused.
 */
export class ObserveClassified {
  constructor(
    readonly householdId: string,
    readonly watch: {
      readonly watchId: string;
      readonly on: LocalDate;
      readonly reasonCodes: readonly string[];
      readonly ruleVersion: number;
      readonly beneficiaries: readonly string[];
      readonly caseRef: string;
    },
  ) {}
}

export const observeClassifiedAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function observeClassified(
  { watch }: ObserveClassified,
  state: Household,
  given: Given,
): readonly Decided<HouseholdPutOnWatch>[] {
  if (state.status === 'unregistered') return [];
  const home = registered(state);
  const present = home.members.filter(isPresent).map(({ memberId }) => memberId);
  if (openWatch(home.watches) || present.length === 0) return [];
  const { on } = watch;
  assertAfterLastWatch(home, on);
  // Whom the case names may have left since, or have been put down wrongly: then it is about the family.
  const named = watch.beneficiaries.filter((memberId) => present.includes(memberId));
  const beneficiaries = named.length > 0 ? named : present;
  const data = { ...watch, beneficiaries, nextReviewOn: nextReviewAfter(on, given) };
  return [{ type: 'HouseholdPutOnWatch', data, occurredAt: startOfDay(on) }];
}
