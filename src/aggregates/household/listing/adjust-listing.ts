import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { KeyListingAdjusted } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { Listing } from './listing.js';
import { assertCategories, currentListing } from './listing-rules.js';

export type AdjustedFields = Partial<Omit<Listing, 'listedOn'>>;

/** The entry is adjusted to what was found later (动态调整, notice S14). */
export class AdjustListing {
  constructor(
    readonly householdId: string,
    readonly changed: AdjustedFields,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const adjustListingAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function adjustListing(
  { changed, reason }: AdjustListing,
  state: Household,
): readonly Decided<KeyListingAdjusted>[] {
  const { listing } = currentListing(registered(state));
  const why = assertWritten(reason, '调整原因', '/reason');
  assertCategories(changed, '/categoryCodes');
  const news = Object.fromEntries(
    Object.entries(changed).filter(([field, value]) => !isSame(value, listing[field as keyof Listing])),
  ) as AdjustedFields;
  if (Object.keys(news).length === 0) return [];
  return [{ type: 'KeyListingAdjusted', data: { changed: news, reason: why } }];
}

/** Code lists have no order. A sealed remark cannot be compared and counts as a change. */
function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((code) => other.includes(code));
}
