import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { MemberParticulars } from '../members/member.js';

/** Facts of a household part of which becomes one of its own, in the order of life. */
export type SplitProposed = Fact<
  'SplitProposed',
  {
    readonly proposalId: string;
    readonly memberIds: readonly string[];
    readonly newHeadMemberId: string;
    readonly newHouseholdId: string;
    /** Of the new household, under its key. */
    readonly address: SealedBox;
    readonly groupNo?: string;
    readonly reason: SealedBox;
  }
>;
export type HouseholdSplit = Fact<
  'HouseholdSplit',
  SplitProposed['data'] & {
    readonly proposedBy: string;
    readonly on: LocalDate;
    readonly townCode: string;
    readonly villageCode: string;
    /** Those who leave as the new household has them, its head first. */
    readonly members: readonly MemberParticulars[];
  }
>;
export type SplitRejected = Fact<'SplitRejected', { readonly proposalId: string; readonly reason: SealedBox }>;

export type SplittingFact = SplitProposed | HouseholdSplit | SplitRejected;

export const splittingSentences: Sentences<SplittingFact> = {
  SplitProposed: ({ memberIds, newHeadMemberId }) =>
    `提请分户，分出 ${memberIds.length} 人，新户主成员 ${newHeadMemberId.slice(0, 8)}`,
  HouseholdSplit: ({ memberIds, newHouseholdId, on }) =>
    `复核同意，自 ${on} 起分出 ${memberIds.length} 人，另立家庭 ${newHouseholdId.slice(0, 8)}`,
  SplitRejected: ({ proposalId }) => `退回分户提请 ${proposalId.slice(0, 8)}`,
};
