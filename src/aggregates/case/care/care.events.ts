import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import {
  agreementEndNames,
  careFrequencyNames,
  careLeaveNames,
  careServiceNames,
  consentNames,
  followUpNames,
  nameAll,
  nameOf,
  selfCareNames,
} from '../codes.js';
import type { Evidence } from '../investigation/investigation.js';
import type { SelfCareLevel } from '../investigation/self-care.js';
import type { Carer } from './care.js';

/** Care of 特困 persons who cannot look after themselves (S22, I-12): centrally with their word, else by agreement. */

export type CentralCareOffered = Fact<
  'CentralCareOffered',
  {
    readonly memberId: string;
    /** The family the case is linked to: whoever lists the care finds the name there. */
    readonly householdRef?: string;
    readonly level: SelfCareLevel;
    readonly institution: SealedBox;
    readonly on: LocalDate;
  }
>;
/** Whose word it is, his own or his guardian's, and the statement that was signed. */
export type CareConsent = {
  readonly memberId: string;
  readonly by: string;
  readonly evidence: readonly Evidence[];
  readonly on: LocalDate;
};
export type CentralCareAccepted = Fact<'CentralCareAccepted', CareConsent>;
export type CentralCareDeclined = Fact<
  'CentralCareDeclined',
  CareConsent & {
    /** By 24:00 of that day a care agreement is signed. */
    readonly agreementDueOn: LocalDate;
  }
>;
export type CentralCarePlaced = Fact<
  'CentralCarePlaced',
  { readonly memberId: string; readonly institution: SealedBox; readonly on: LocalDate }
>;
export type CentralCareLeft = Fact<
  'CentralCareLeft',
  { readonly memberId: string; readonly reason: string; readonly on: LocalDate; readonly text?: SealedBox }
>;
export type CareAgreementSigned = Fact<
  'CareAgreementSigned',
  {
    readonly agreementId: string;
    readonly memberId: string;
    readonly level: SelfCareLevel;
    readonly carer: Carer;
    readonly services: readonly string[];
    readonly frequency: string;
    /** Who of the village committee was there. */
    readonly witness: SealedBox;
    readonly evidence: readonly Evidence[];
    readonly on: LocalDate;
    readonly until: LocalDate;
  }
>;
export type CareAgreementEnded = Fact<
  'CareAgreementEnded',
  {
    readonly agreementId: string;
    readonly memberId: string;
    readonly reason: string;
    readonly on: LocalDate;
    readonly text?: SealedBox;
  }
>;
export type CareFollowUpRecorded = Fact<
  'CareFollowUpRecorded',
  {
    readonly agreementId: string;
    readonly memberId: string;
    readonly finding: string;
    readonly on: LocalDate;
    readonly text: SealedBox;
  }
>;

export type CareFact =
  | CentralCareOffered
  | CentralCareAccepted
  | CentralCareDeclined
  | CentralCarePlaced
  | CentralCareLeft
  | CareAgreementSigned
  | CareAgreementEnded
  | CareFollowUpRecorded;

export const careSentences: Sentences<CareFact> = {
  CentralCareOffered: ({ memberId, level, on }) =>
    `${on} 征询成员 ${memberId.slice(0, 8)} 的集中供养意愿（${nameOf(level, selfCareNames)}）`,
  CentralCareAccepted: ({ memberId, by, on }) =>
    `${on} 成员 ${memberId.slice(0, 8)} 同意集中供养（${nameOf(by, consentNames)}表示）`,
  CentralCareDeclined: ({ memberId, by, on, agreementDueOn }) =>
    `${on} 成员 ${memberId.slice(0, 8)} 不愿集中供养（${nameOf(by, consentNames)}表示），应于 ${agreementDueOn} 前签订照料协议`,
  CentralCarePlaced: ({ memberId, on }) => `${on} 成员 ${memberId.slice(0, 8)} 入住供养服务机构`,
  CentralCareLeft: ({ memberId, reason, on }) =>
    `${on} 成员 ${memberId.slice(0, 8)} 离开供养服务机构，原因：${nameOf(reason, careLeaveNames)}`,
  CareAgreementSigned: ({ memberId, services, frequency, on, until }) =>
    `${on} 为成员 ${memberId.slice(0, 8)} 签订照料协议至 ${until}：${nameAll(services, careServiceNames)}，${nameOf(frequency, careFrequencyNames)}`,
  CareAgreementEnded: ({ memberId, reason, on }) =>
    `${on} 终止成员 ${memberId.slice(0, 8)} 的照料协议，原因：${nameOf(reason, agreementEndNames)}`,
  CareFollowUpRecorded: ({ memberId, finding, on }) =>
    `${on} 跟踪成员 ${memberId.slice(0, 8)} 的照料情况：${nameOf(finding, followUpNames)}`,
};
