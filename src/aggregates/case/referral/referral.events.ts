import type { Sentences } from '../../../platform/change/sentences.js';
import { yuan } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { charityNames, departmentNames, nameOf, needNames, outcomeNames } from '../codes.js';

/** What others are asked to do (S24, S25). Money in 分. */

export type ReferralSent = Fact<
  'ReferralSent',
  {
    readonly referralId: string;
    readonly department: string;
    readonly need: string;
    readonly beneficiaries: readonly string[];
    readonly dueOn: LocalDate;
    readonly text?: SealedBox;
  }
>;
export type ReferralAcknowledged = Fact<'ReferralAcknowledged', { readonly referralId: string }>;
export type ReferralOutcomeReported = Fact<
  'ReferralOutcomeReported',
  { readonly referralId: string; readonly outcome: string; readonly text: SealedBox }
>;
export type CharityMatched = Fact<'CharityMatched', { readonly referralId: string; readonly organisation: SealedBox }>;
export type CharityAidDelivered = Fact<
  'CharityAidDelivered',
  { readonly referralId: string; readonly kind: string; readonly value: number }
>;

export type ReferralFact =
  ReferralSent | ReferralAcknowledged | ReferralOutcomeReported | CharityMatched | CharityAidDelivered;

export const referralSentences: Sentences<ReferralFact> = {
  ReferralSent: ({ department, need, beneficiaries, dueOn }) =>
    `转介${nameOf(department, departmentNames)}（${nameOf(need, needNames)}，${beneficiaries.length} 人），应于 ${dueOn} 前反馈`,
  ReferralAcknowledged: ({ referralId }) => `部门接收转介 ${referralId.slice(0, 8)}`,
  ReferralOutcomeReported: ({ referralId, outcome }) =>
    `转介 ${referralId.slice(0, 8)} 反馈：${nameOf(outcome, outcomeNames)}`,
  CharityMatched: ({ referralId }) => `转介 ${referralId.slice(0, 8)} 对接慈善组织`,
  CharityAidDelivered: ({ kind, value }) => `慈善帮扶到位：${nameOf(kind, charityNames)}，折合 ${yuan(value)} 元`,
};
