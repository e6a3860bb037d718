import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { Belongings, Merge } from './merge.js';

/** Facts of two households that become one, in the order of life. */

/** On the one that ends. */
export type MergeProposed = Fact<'MergeProposed', Merge & { readonly proposalId: string; readonly reason: SealedBox }>;
/** On the one that ends: from here on nothing more is written about it, and everything it has goes over. */
export type MergeApproved = Fact<
  'MergeApproved',
  MergeProposed['data'] & { readonly proposedBy: string; readonly on: LocalDate; readonly carried: Belongings }
>;
export type MergeRejected = Fact<'MergeRejected', { readonly proposalId: string; readonly reason: SealedBox }>;
/** On the survivor: what it takes over, as it counts from now on. */
export type HouseholdAbsorbed = Fact<
  'HouseholdAbsorbed',
  {
    readonly proposalId: string;
    readonly from: string;
    readonly on: LocalDate;
    /** The head of the household that ended, when he heads both. */
    readonly newHeadMemberId?: string;
    /** The address of the household that ended, when it holds for both. */
    readonly address?: SealedBox;
    readonly carried: Belongings;
    /** The survivor is itself about to end in that household: what came goes along. */
    readonly passOnTo?: string;
    /** Both were approved at once to end in each other: the approval of this one, by that proposal, is void, and it goes on. */
    readonly withdraws?: string;
    /** Whose ID numbers it keeps then, though they may have been handed over already. */
    readonly keeps?: readonly { readonly idHash: string; readonly memberId: string }[];
  }
>;
/** On the one that ends. */
export type HouseholdMergedInto = Fact<
  'HouseholdMergedInto',
  { readonly proposalId: string; readonly into: string; readonly on: LocalDate }
>;

export type MergingFact = MergeProposed | MergeApproved | MergeRejected | HouseholdAbsorbed | HouseholdMergedInto;

export const mergingSentences: Sentences<MergingFact> = {
  MergeProposed: ({ into }) => `提请并入家庭 ${into.slice(0, 8)}`,
  MergeApproved: ({ into, on }) => `复核同意，自 ${on} 起并入家庭 ${into.slice(0, 8)}`,
  MergeRejected: ({ proposalId }) => `退回并户提请 ${proposalId.slice(0, 8)}`,
  HouseholdAbsorbed: ({ from, on, carried, withdraws }) =>
    `自 ${on} 起并入家庭 ${from.slice(0, 8)}，带来走访记录 ${carried.visits.length} 条` +
    (withdraws === undefined ? '' : '；两户同时复核互相并入，以本户为准，本户的并户作废'),
  HouseholdMergedInto: ({ into, on }) => `自 ${on} 起已并入家庭 ${into.slice(0, 8)}`,
};
