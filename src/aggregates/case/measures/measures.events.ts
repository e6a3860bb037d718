import type { Sentences } from '../../../platform/change/sentences.js';
import { yuan } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { answerNames, deliveryNames, ineligibilityNames, nameAll, nameOf, needNames, pathNames } from '../codes.js';
import type { PlannedAnswer } from './measures.js';

/** What is planned, granted or refused (S09, S11, S20). Money in 分. */

export type AidPlanProposed = Fact<'AidPlanProposed', { readonly answers: readonly PlannedAnswer[] }>;
export type MeasureGranted = Fact<
  'MeasureGranted',
  {
    readonly measureId: string;
    readonly applicationId: string;
    readonly kind: string;
    readonly beneficiaries: readonly string[];
    /** For one `period`: a month of a benefit, or once. */
    readonly money: number;
    readonly period: string;
    readonly from: LocalDate;
    readonly validUntil?: LocalDate;
    readonly reviewEvery?: string;
    readonly decider: string;
  }
>;
export type MeasureRefused = Fact<
  'MeasureRefused',
  {
    readonly applicationId: string;
    readonly reasonCodes: readonly string[];
    readonly text: SealedBox;
    readonly ruleVersion: number;
    readonly decider: string;
  }
>;
export type RefusalNotified = Fact<
  'RefusalNotified',
  {
    /** The application that was refused; absent for a family that does not qualify at all. */
    readonly applicationId?: string;
    readonly channel: string;
    readonly on: LocalDate;
  }
>;

export type MeasuresFact = AidPlanProposed | MeasureGranted | MeasureRefused | RefusalNotified;

export const measuresSentences: Sentences<MeasuresFact> = {
  AidPlanProposed: ({ answers }) =>
    `提出救助方案：${answers.map(({ need, kind }) => `${nameOf(need, needNames)}—${nameOf(kind, answerNames)}`).join('、') || '无需救助'}`,
  MeasureGranted: ({ kind, beneficiaries, money, from, validUntil }) =>
    `确认给予${nameOf(kind, pathNames)}，${beneficiaries.length} 人，${yuan(money)} 元，自 ${from} 起${validUntil === undefined ? '' : `至 ${validUntil}`}`,
  MeasureRefused: ({ reasonCodes, ruleVersion }) =>
    `不予救助：${nameAll(reasonCodes, ineligibilityNames)}（规则第 ${ruleVersion} 版）`,
  RefusalNotified: ({ channel, on }) => `${on} 书面告知不予救助（${nameOf(channel, deliveryNames)}）`,
};
