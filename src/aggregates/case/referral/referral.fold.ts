import { entryOf } from '../../../platform/change/entry-of.js';
import type { KnownCase } from '../case.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { ReferralMemory } from './referral.js';
import type { ReferralFact } from './referral.events.js';

export const referralFold: Chapter<ReferralFact['type']> = {
  ReferralSent: whenKnown<'ReferralSent'>(({ referrals }, { data: { referralId, department } }) => ({
    referrals: {
      ...referrals,
      [referralId]: { department, acknowledged: false, matched: false, delivered: false },
    },
  })),
  ReferralAcknowledged: whenKnown<'ReferralAcknowledged'>((state, { data }) =>
    referred(state, data.referralId, { acknowledged: true }),
  ),
  ReferralOutcomeReported: whenKnown<'ReferralOutcomeReported'>((state, { data }) =>
    referred(state, data.referralId, { outcome: data.outcome }),
  ),
  CharityMatched: whenKnown<'CharityMatched'>((state, { data }) => referred(state, data.referralId, { matched: true })),
  CharityAidDelivered: whenKnown<'CharityAidDelivered'>((state, { data }) =>
    referred(state, data.referralId, { delivered: true }),
  ),
};

function referred({ referrals }: KnownCase, referralId: string, change: Partial<ReferralMemory>): Partial<KnownCase> {
  const before = entryOf(referrals, referralId);
  return before ? { referrals: { ...referrals, [referralId]: { ...before, ...change } } } : {};
}
