import { RuleBroken } from '../../../platform/rule-broken.js';
import type { RegisteredHousehold } from '../household.js';
import { openListing } from '../household.js';
import type { Listing, RememberedListing } from './listing.js';

/** The entry that is open now; a household off the roster has nothing to adjust and nothing to leave (I-05). */
export function currentListing(home: RegisteredHousehold): RememberedListing {
  const listing = openListing(home);
  if (!listing) throw new RuleBroken('I-05', '该户不在重点人群花名册中');
  return listing;
}

export function assertCategories({ categoryCodes }: Partial<Listing>, pointer: string): void {
  if (categoryCodes?.length === 0) throw new RuleBroken('listing-needs-category', '至少填写一个人员类别', pointer);
}
