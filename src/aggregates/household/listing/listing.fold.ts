import type { Chapter } from '../fold-chapter.js';
import { whenRegistered } from '../fold-chapter.js';
import type { RememberedListing } from './listing.js';

export const listingFold: Chapter<'HouseholdListedAsKey' | 'KeyListingAdjusted' | 'HouseholdDelisted'> = {
  HouseholdListedAsKey: whenRegistered<'HouseholdListedAsKey'>((state, { id, data }) => ({
    listings: [
      ...state.listings,
      {
        from: data.listedOn,
        openedBy: id,
        listing: data,
        adjusted: [],
      },
    ],
  })),
  KeyListingAdjusted: whenRegistered<'KeyListingAdjusted'>((state, { data: { changed } }) => ({
    listings: lastChanged(state.listings, (entry) => ({
      ...entry,
      listing: { ...entry.listing, ...changed },
      adjusted: [...new Set([...entry.adjusted, ...Object.keys(changed)])],
    })),
  })),
  HouseholdDelisted: whenRegistered<'HouseholdDelisted'>((state, { id, data: { on, reason } }) => ({
    listings: lastChanged(state.listings, (entry) => ({ ...entry, until: on, reason, closedBy: id })),
  })),
};

function lastChanged(
  listings: readonly RememberedListing[],
  change: (entry: RememberedListing) => RememberedListing,
): readonly RememberedListing[] {
  return listings.map((entry, index) => (index === listings.length - 1 ? change(entry) : entry));
}
