import { applied } from '../application/application.fold.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { NoticeFact } from './notice.events.js';

export const noticeFold: Chapter<NoticeFact['type']> = {
  PublicNoticePosted: whenKnown<'PublicNoticePosted'>((state, { data }) =>
    applied(state, data.applicationId, () => ({ noticeUntil: data.until, noticeEnded: false })),
  ),
  PublicNoticeEnded: whenKnown<'PublicNoticeEnded'>((state, { data }) =>
    applied(state, data.applicationId, () => ({ noticeEnded: true })),
  ),
  ObjectionRaised: whenKnown<'ObjectionRaised'>((state, { data }) =>
    applied(state, data.applicationId, ({ openObjections }) => ({
      openObjections: [...openObjections, data.objectionId],
    })),
  ),
  // An objection that holds sends the application back: a new opinion and a new notice are needed (L3 art. 15).
  ObjectionSettled: whenKnown<'ObjectionSettled'>((state, { data }) =>
    applied(state, data.applicationId, ({ openObjections }) => ({
      openObjections: openObjections.filter((objectionId) => objectionId !== data.objectionId),
      ...(data.outcome === 'UPHELD' ? { opinion: undefined, noticeUntil: undefined, noticeEnded: false } : {}),
    })),
  ),
  FileForwarded: whenKnown<'FileForwarded'>((state, { data }) =>
    applied(state, data.applicationId, () => ({ forwarded: true })),
  ),
  FileReceived: whenKnown<'FileReceived'>((state, { data }) =>
    applied(state, data.applicationId, () => ({ received: true })),
  ),
};
