import type { Proposer } from '../../../platform/change/second-person.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { KnownCase } from '../case.js';
import type { ReopenProposed } from './closing.events.js';

/** A proposal that waits for a second person's word. */
export type PendingReopening = Proposer & { readonly proposed: ReopenProposed['data'] };

export function pendingReopening({ reopenings }: KnownCase, proposalId: string): PendingReopening {
  const pending = entryOf(reopenings, proposalId);
  if (!pending) throw new RuleBroken('no-such-proposal', '没有这个待复核的提请');
  return pending;
}

/** Whether the family, or one of its applications, was refused: to turn that round takes two persons. */
export function wasRefused({ ineligible, applications }: KnownCase): boolean {
  return ineligible !== undefined || Object.values(applications).some(({ end }) => end === 'REFUSED');
}
