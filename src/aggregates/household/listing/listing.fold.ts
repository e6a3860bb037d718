import type { Chapter } from '../fold-chapter.js';
import { whenRegistered } from '../fold-chapter.js';

export const listingFold: Chapter<'HouseholdListedAsKey' | 'KeyListingAdjusted' | 'HouseholdDelisted'> = {
  HouseholdListedAsKey: whenRegistered<'HouseholdListedAsKey'>((state, { data }) => ({
    listings: [
      ...state.listings,
      { from: data.listedOn, ...(data.coordinatorRef === undefined ? {} : { coordinatorRef: data.coordinatorRef }) },
    ],
  })),
  KeyListingAdjusted: whenRegistered<'KeyListingAdjusted'>((state, { data: { changed } }) =>
    changed.coordinatorRef === undefined
      ? {}
      : {
          listings: state.listings.map((listing, index) =>
            index === state.listings.length - 1 ? { ...listing, coordinatorRef: changed.coordinatorRef } : listing,
          ),
        },
  ),
  HouseholdDelisted: whenRegistered<'HouseholdDelisted'>((state, { data: { on, reason } }) => ({
    listings: state.listings.map((listing, index) =>
      index === state.listings.length - 1 ? { ...listing, until: on, reason } : listing,
    ),
  })),
};
