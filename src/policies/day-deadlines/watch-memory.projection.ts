import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { joinedListings } from '../../aggregates/household/merging/merge.js';
import type { Watch } from '../../aggregates/household/watch/watch.js';
import { begunWatch, missedWatch, releasedWatch, reviewedWatch } from '../../aggregates/household/watch/watch.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** What the policy remembers of a household; one that was never on the watch list has no document. */
export interface WatchMemory extends ViewDocument {
  readonly watches: readonly Watch[];
}

const nothing: Body<WatchMemory> = { watches: [] };

export const watchMemory: Projection<WatchMemory> = {
  name: 'watch-memory',
  version: 1,
  categories: ['household'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [],
  ...reducer<WatchMemory, HouseholdFact>({
    HouseholdPutOnWatch: (memory = nothing, { data }) => ({ watches: begunWatch(memory.watches, data) }),
    WatchReviewed: (memory = nothing, { data, metadata }) => ({
      watches: reviewedWatch(memory.watches, data, metadata.recordedAt),
    }),
    WatchReviewMissed: (memory = nothing, { data }) => ({ watches: missedWatch(memory.watches, data) }),
    WatchReleased: (memory = nothing, { data, metadata }) => ({
      watches: releasedWatch(memory.watches, data, metadata.recordedAt),
    }),
    HouseholdAbsorbed: (memory, { data: { carried } }) =>
      carried.watches === undefined ? memory : { watches: joinedListings(memory?.watches ?? [], carried.watches) },
    HouseholdMergedInto: () => undefined,
  }),
};
