import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** A household that ended in another; nothing of those that go on. */
export interface MergedFamilyDocument extends ViewDocument {
  readonly into: string;
}

export const mergedFamiliesProjection: Projection<MergedFamilyDocument> = {
  name: 'merged-families',
  version: 1,
  categories: ['household'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [],
  ...reducer<MergedFamilyDocument, HouseholdFact>({
    HouseholdMergedInto: (_, { data: { into } }) => ({ into }),
  }),
};
