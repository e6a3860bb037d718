import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import {
  countermeasureNames,
  factStatusNames,
  failureNames,
  investigationNames,
  ineligibilityNames,
  nameAll,
  nameOf,
  needNames,
  sectionNames,
  selfCareNames,
} from '../codes.js';
import type { AssessedNeed, Evidence, FactValues, Inquiry, LawfulProxy } from './investigation.js';
import type { SelfCareIndicators, SelfCareLevel } from './self-care.js';

/** What was seen and found out at the door (S09, S11, S18, S19), in the order of work. */

export type HomeVisitMade = Fact<
  'HomeVisitMade',
  {
    readonly visitId: string;
    readonly investigators: readonly string[];
    /** Coordinators who took part (S06-2). */
    readonly accompaniedBy: readonly string[];
    /** Somebody of the bureau went along, as for a near relative of staff (L2 art. 20). */
    readonly withBureau?: boolean;
    readonly whoSeen: readonly string[];
    readonly proxy?: LawfulProxy;
    readonly evidence: readonly Evidence[];
    readonly acknowledgement: string;
  }
>;
export type HomeVisitFailed = Fact<
  'HomeVisitFailed',
  {
    readonly visitId: string;
    readonly investigators: readonly string[];
    readonly reason: string;
    readonly text: SealedBox;
  }
>;
export type FactsEstablished = Fact<
  'FactsEstablished',
  {
    readonly section: string;
    readonly status: string;
    readonly content: SealedBox;
    readonly values: FactValues;
    readonly inquiryEvidence: readonly Inquiry[];
  }
>;
export type NeedsAssessed = Fact<
  'NeedsAssessed',
  {
    readonly needs: readonly AssessedNeed[];
    readonly wholeHouseholdDifficulty: boolean;
    readonly applicationDifficulty: boolean;
    readonly monitoringEligible: boolean;
    readonly text: SealedBox;
  }
>;
export type ProblemIdentified = Fact<
  'ProblemIdentified',
  { readonly problemId: string; readonly need: string; readonly text: SealedBox }
>;
export type CountermeasureProposed = Fact<
  'CountermeasureProposed',
  { readonly problemId: string; readonly kind: string; readonly text: SealedBox }
>;
export type SelfCareAssessed = Fact<
  'SelfCareAssessed',
  { readonly memberId: string; readonly indicators: SelfCareIndicators; readonly level: SelfCareLevel }
>;
export type InvestigationCompleted = Fact<
  'InvestigationCompleted',
  { readonly result: string; readonly text?: SealedBox }
>;
export type IneligibilityRecorded = Fact<
  'IneligibilityRecorded',
  {
    readonly reasonCodes: readonly string[];
    readonly text: SealedBox;
    /** Version of the rulebook in force: a changed number can be tested against the same values (S19). */
    readonly ruleVersion: number;
    readonly hasRealDifficulty: boolean;
  }
>;

export type InvestigationFact =
  | HomeVisitMade
  | HomeVisitFailed
  | FactsEstablished
  | NeedsAssessed
  | ProblemIdentified
  | CountermeasureProposed
  | SelfCareAssessed
  | InvestigationCompleted
  | IneligibilityRecorded;

export const investigationSentences: Sentences<InvestigationFact> = {
  HomeVisitMade: ({ investigators, whoSeen, proxy }) =>
    `${investigators.length} 人入户调查，${proxy === undefined ? `见到 ${whoSeen.length} 人` : '由合法代理人接待'}`,
  HomeVisitFailed: ({ reason }) => `入户调查未遇，原因：${nameOf(reason, failureNames)}`,
  FactsEstablished: ({ section, status, inquiryEvidence }) =>
    `${nameOf(section, sectionNames)}：${nameOf(status, factStatusNames)}${inquiryEvidence.length === 0 ? '' : `，查询 ${inquiryEvidence.length} 次`}`,
  NeedsAssessed: ({ needs }) =>
    `评估需求：${nameAll(
      needs.filter(({ met }) => !met).map(({ code }) => code),
      needNames,
    )}待解决，${nameAll(
      needs.filter(({ met }) => met).map(({ code }) => code),
      needNames,
    )}已解决`,
  ProblemIdentified: ({ need, problemId }) => `查明${nameOf(need, needNames)}问题 ${problemId.slice(0, 8)}`,
  CountermeasureProposed: ({ kind, problemId }) =>
    `对问题 ${problemId.slice(0, 8)} 提出对策：${nameOf(kind, countermeasureNames)}`,
  SelfCareAssessed: ({ memberId, indicators, level }) =>
    `评估成员 ${memberId.slice(0, 8)} 生活自理能力：六项中 ${Object.values(indicators).filter(Boolean).length} 项达标，${nameOf(level, selfCareNames)}`,
  InvestigationCompleted: ({ result }) => `调查评估完成：${nameOf(result, investigationNames)}`,
  IneligibilityRecorded: ({ reasonCodes, hasRealDifficulty, ruleVersion }) =>
    `不符合条件：${nameAll(reasonCodes, ineligibilityNames)}（规则第 ${ruleVersion} 版），${hasRealDifficulty ? '确有困难' : '无实际困难'}`,
};
