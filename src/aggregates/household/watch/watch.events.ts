import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact, Instant, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { delistNames, nameAll, watchFindingNames, watchReasonNames } from '../codes.js';

/** Facts of a household under observation (救助观察, S28), in the order of life. */

export type HouseholdPutOnWatch = Fact<
  'HouseholdPutOnWatch',
  {
    readonly watchId: string;
    readonly on: LocalDate;
    /** Why there is no aid now. */
    readonly reasonCodes: readonly string[];
    /** Version of the rulebook by which that was found: a changed parameter can be tested against it. */
    readonly ruleVersion: number;
    readonly caseRef?: string;
    /** Members for whose sake the household is watched. */
    readonly beneficiaries: readonly string[];
    readonly nextReviewOn: LocalDate;
    readonly text?: SealedBox;
  }
>;
export type WatchReviewed = Fact<
  'WatchReviewed',
  {
    readonly watchId: string;
    readonly on: LocalDate;
    readonly finding: string;
    readonly text: SealedBox;
    readonly nextReviewOn: LocalDate;
  }
>;
/** The day of a review passed without it: proof of a negative, written once for each such day. */
export type WatchReviewMissed = Fact<
  'WatchReviewMissed',
  { readonly deadlineId: string; readonly watchId: string; readonly reviewOn: LocalDate; readonly dueAt: Instant }
>;
export type WatchReleased = Fact<
  'WatchReleased',
  { readonly watchId: string; readonly on: LocalDate; readonly reason: string; readonly text?: SealedBox }
>;

export type WatchFact = HouseholdPutOnWatch | WatchReviewed | WatchReviewMissed | WatchReleased;

export const watchSentences: Sentences<WatchFact> = {
  HouseholdPutOnWatch: ({ on, reasonCodes, nextReviewOn }) =>
    `自 ${on} 起列入救助观察，原因：${nameAll(reasonCodes, watchReasonNames)}，下次复核 ${nextReviewOn}`,
  WatchReviewed: ({ on, finding, nextReviewOn }) =>
    `${on} 观察复核：${nameAll([finding], watchFindingNames)}，下次复核 ${nextReviewOn}`,
  WatchReviewMissed: ({ reviewOn }) => `救助观察应于 ${reviewOn} 前复核，逾期未复核`,
  WatchReleased: ({ on, reason }) => `自 ${on} 起移出救助观察，原因：${nameAll([reason], delistNames)}`,
};
