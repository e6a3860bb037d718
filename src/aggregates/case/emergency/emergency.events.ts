import type { Sentences } from '../../../platform/change/sentences.js';
import { yuan } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../../platform/fact.js';
import { nameAll, nameOf, paperNames, payoutNames } from '../codes.js';

/** 小额快救 (S23, I-13): decision, grant and payment in one; the papers follow. Money in 分. */

export type EmergencyAidDisbursed = Fact<
  'EmergencyAidDisbursed',
  {
    readonly measureId: string;
    readonly beneficiaries: readonly string[];
    readonly money: number;
    readonly method: string;
    /** The ceiling in force that day. */
    readonly limit: number;
  }
>;
export type EmergencyEnded = Fact<'EmergencyEnded', { readonly on: LocalDate }>;
export type PaperworkCompleted = Fact<'PaperworkCompleted', { readonly items: readonly string[] }>;

export type EmergencyFact = EmergencyAidDisbursed | EmergencyEnded | PaperworkCompleted;

export const emergencySentences: Sentences<EmergencyFact> = {
  EmergencyAidDisbursed: ({ beneficiaries, money, method, limit }) =>
    `发放小额快救 ${yuan(money)} 元（${nameOf(method, payoutNames)}，${beneficiaries.length} 人，上限 ${yuan(limit)} 元）`,
  EmergencyEnded: ({ on }) => `${on} 急难情形解除`,
  PaperworkCompleted: ({ items }) => `补齐手续：${nameAll(items, paperNames)}`,
};
