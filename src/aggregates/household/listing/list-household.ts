import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { HouseholdListedAsKey } from '../household.events.js';
import type { Household } from '../household.js';
import { openListing, registered } from '../household.js';
import { isPresent } from '../members/member.js';
import type { Listing } from './listing.js';
import { assertCategories } from './listing-rules.js';

/** Puts a household on the key-population roster (附件1, notice S14). */
export class ListHousehold {
  constructor(
    readonly householdId: string,
    readonly listing: Listing,
  ) {}
}

export const listHouseholdAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function listHousehold(
  { listing }: ListHousehold,
  state: Household,
  given: Given,
): readonly Decided<HouseholdListedAsKey>[] {
  const home = registered(state);
  assertHappenedOn(listing.listedOn, given, '/listedOn');
  if (openListing(home)) throw new RuleBroken('I-05', '该户已在重点人群花名册中');
  if (!home.members.some(isPresent)) throw new RuleBroken('nobody-left', '该户已无家庭成员，不能列入花名册');
  const before = home.listings.at(-1)?.until;
  if (before !== undefined && listing.listedOn < before) {
    throw new RuleBroken('I-05', `列入日期早于上次移出日期 ${before}`, '/listedOn');
  }
  assertCategories(listing, '/categoryCodes');
  return [{ type: 'HouseholdListedAsKey', data: listing, occurredAt: startOfDay(listing.listedOn) }];
}
