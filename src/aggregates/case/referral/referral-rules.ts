import type { Caller } from '../../../platform/auth/caller.js';
import { NotFound } from '../../../platform/change/refusals.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { KnownCase } from '../case.js';
import type { ReferralMemory } from './referral.js';

/** The referral, for whom it concerns: of another department's a department learns nothing. */
export function referralFor({ referrals }: KnownCase, referralId: string, actor: Caller): ReferralMemory {
  const referral = entryOf(referrals, referralId);
  if (actor.role === 'DEPARTMENT' && referral?.department !== actor.org) throw new NotFound();
  if (!referral) throw new RuleBroken('no-such-referral', '本案没有这项转介', '/referralId');
  return referral;
}

/** A referral to a charity, which the township itself follows up (S25). */
export function charityReferral(state: KnownCase, referralId: string, actor: Caller): ReferralMemory {
  const referral = referralFor(state, referralId, actor);
  if (referral.department !== 'CHARITY') throw new RuleBroken('not-charity', '该转介不是转介慈善组织', '/referralId');
  return referral;
}
