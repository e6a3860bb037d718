import type { Sentences } from '../../../platform/change/sentences.js';
import { yuan } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate, Period } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { changeNames, changeReasonNames, nameOf, reviewResultNames, wholeHouseholdNames } from '../codes.js';

/** What becomes of a measure once it is granted (I-17; 社会救助法 art. 48). Money in 分. */

export type BenefitPaid = Fact<
  'BenefitPaid',
  {
    readonly measureId: string;
    /** The month it is for. */
    readonly period: Period;
    readonly money: number;
  }
>;
export type ReviewCompleted = Fact<
  'ReviewCompleted',
  { readonly measureId: string; readonly on: LocalDate; readonly result: string }
>;
export type HearingHeld = Fact<
  'HearingHeld',
  {
    readonly measureId: string;
    readonly on: LocalDate;
    /** Members, or who spoke for them. */
    readonly heard: readonly string[];
    readonly statement: SealedBox;
  }
>;
export type EndingAnnounced = Fact<
  'EndingAnnounced',
  {
    readonly measureId: string;
    readonly change: string;
    /** The day on which the family was told in writing. */
    readonly on: LocalDate;
    /** The first day of the change. */
    readonly from: LocalDate;
  }
>;
export type MeasureReduced = Fact<
  'MeasureReduced',
  {
    readonly measureId: string;
    readonly reason: string;
    readonly text: SealedBox;
    readonly money: number;
    readonly from: LocalDate;
    readonly decider: string;
  }
>;
export type MeasureEnded = Fact<
  'MeasureEnded',
  {
    readonly measureId: string;
    readonly reason: string;
    readonly text: SealedBox;
    /** The first day without it. */
    readonly from: LocalDate;
    readonly decider: string;
  }
>;
export type WholeHouseholdAssessed = Fact<
  'WholeHouseholdAssessed',
  { readonly result: string; readonly reason: SealedBox }
>;

export type BenefitsFact =
  | BenefitPaid
  | ReviewCompleted
  | HearingHeld
  | EndingAnnounced
  | MeasureReduced
  | MeasureEnded
  | WholeHouseholdAssessed;

export const benefitsSentences: Sentences<BenefitsFact> = {
  BenefitPaid: ({ period, money }) => `发放 ${period} 救助金 ${yuan(money)} 元`,
  ReviewCompleted: ({ on, result }) => `${on} 定期核查：${nameOf(result, reviewResultNames)}`,
  HearingHeld: ({ on, heard }) => `${on} 听取 ${heard.length} 人意见`,
  EndingAnnounced: ({ change, on, from }) => `${on} 书面告知自 ${from} 起${nameOf(change, changeNames)}`,
  MeasureReduced: ({ reason, money, from }) =>
    `自 ${from} 起减发至 ${yuan(money)} 元，原因：${nameOf(reason, changeReasonNames)}`,
  MeasureEnded: ({ reason, from }) => `自 ${from} 起停止救助，原因：${nameOf(reason, changeReasonNames)}`,
  WholeHouseholdAssessed: ({ result }) => `整户保评估：${nameOf(result, wholeHouseholdNames)}`,
};
