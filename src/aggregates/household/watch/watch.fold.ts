import type { Chapter } from '../fold-chapter.js';
import { whenRegistered } from '../fold-chapter.js';
import { begunWatch, missedWatch, releasedWatch, reviewedWatch } from './watch.js';

export const watchFold: Chapter<'HouseholdPutOnWatch' | 'WatchReviewed' | 'WatchReviewMissed' | 'WatchReleased'> = {
  HouseholdPutOnWatch: whenRegistered<'HouseholdPutOnWatch'>(({ watches }, { data }) => ({
    watches: begunWatch(watches, data),
  })),
  WatchReviewed: whenRegistered<'WatchReviewed'>(({ watches }, { data, metadata }) => ({
    watches: reviewedWatch(watches, data, metadata.recordedAt),
  })),
  WatchReviewMissed: whenRegistered<'WatchReviewMissed'>(({ watches }, { data }) => ({
    watches: missedWatch(watches, data),
  })),
  WatchReleased: whenRegistered<'WatchReleased'>(({ watches }, { data, metadata }) => ({
    watches: releasedWatch(watches, data, metadata.recordedAt),
  })),
};
