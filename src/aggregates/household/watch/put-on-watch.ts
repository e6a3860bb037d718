import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertBeneficiaries } from '../members/member-rules.js';
import type { HouseholdPutOnWatch } from './watch.events.js';
import { assertAfterLastWatch, nextReviewAfter } from './watch-rules.js';
import { openWatch } from './watch.js';

/** The family is in real difficulty and not eligible now: it is observed, and looked at again every three months (S28). */
export class PutOnWatch {
  constructor(
    readonly householdId: string,
    readonly watch: {
      readonly watchId: string;
      readonly on: LocalDate;
      readonly reasonCodes: readonly string[];
      readonly beneficiaries: readonly string[];
      readonly caseRef?: string;
      readonly text?: SealedBox;
    },
  ) {}
}

export const putOnWatchAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function putOnWatch(
  { watch }: PutOnWatch,
  state: Household,
  given: Given,
): readonly Decided<HouseholdPutOnWatch>[] {
  const home = registered(state);
  const { on, reasonCodes, beneficiaries } = watch;
  assertHappenedOn(on, given, '/on');
  if (openWatch(home.watches)) throw new RuleBroken('already-on-watch', '该户已在观察名单中');
  assertAfterLastWatch(home, on);
  if (reasonCodes.length === 0) throw new RuleBroken('watch-needs-reason', '至少填写一个观察原因', '/reasonCodes');
  assertBeneficiaries(home, beneficiaries, on);
  const data = { ...watch, ruleVersion: given.rules.version, nextReviewOn: nextReviewAfter(on, given) };
  return [{ type: 'HouseholdPutOnWatch', data, occurredAt: startOfDay(on) }];
}
