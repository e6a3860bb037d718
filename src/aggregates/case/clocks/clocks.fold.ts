import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { ClocksFact } from './clocks.events.js';

/** What a breach changes is remembered with the clocks themselves, as of every fact (`clocksAfter`). */
export const clocksFold: Chapter<ClocksFact['type']> = {
  FirstResponseLate: whenKnown<'FirstResponseLate'>(() => ({})),
  AidLate: whenKnown<'AidLate'>(() => ({})),
  PaperworkLate: whenKnown<'PaperworkLate'>(() => ({})),
  MeasureOverdue: whenKnown<'MeasureOverdue'>(() => ({})),
  ReferralOverdue: whenKnown<'ReferralOverdue'>(() => ({})),
  StatusExpired: whenKnown<'StatusExpired'>(() => ({})),
  CareAgreementLate: whenKnown<'CareAgreementLate'>(() => ({})),
  CareFollowUpMissed: whenKnown<'CareFollowUpMissed'>(() => ({})),
};
