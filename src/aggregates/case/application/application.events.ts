import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import {
  assistanceNames,
  checkNames,
  checkScopeNames,
  extensionNames,
  nameAll,
  nameOf,
  opinionNames,
  pathNames,
} from '../codes.js';
import type { Applicant } from './application.js';

/** How an application is taken in and looked into (S11, S27), in the order of work. */

type Of = { readonly applicationId: string };

export type ApplicationAssisted = Fact<
  'ApplicationAssisted',
  Of & { readonly helper: string; readonly authority: SealedBox; readonly reason: string }
>;
export type ApplicationAccepted = Fact<
  'ApplicationAccepted',
  Of & {
    readonly path: string;
    readonly applicant: Applicant;
    readonly acceptedOn: LocalDate;
    /** Set for a near relative of staff: how it was registered apart (单独登记备案). */
    readonly kinRegistration?: SealedBox;
  }
>;
export type ApplicationWithdrawn = Fact<'ApplicationWithdrawn', Of & { readonly text: SealedBox }>;
export type ApplicationExtended = Fact<
  'ApplicationExtended',
  Of & { readonly reason: string; readonly until: LocalDate }
>;
export type EconomicCheckStarted = Fact<
  'EconomicCheckStarted',
  Of & { readonly authorisation: SealedBox; readonly scope: readonly string[] }
>;
/** Money in 分. */
export type EconomicCheckFinished = Fact<
  'EconomicCheckFinished',
  Of & {
    readonly persons: number;
    readonly income: number;
    readonly property: number;
    readonly expenditure: number;
    readonly result: string;
    readonly validUntil: LocalDate;
  }
>;
export type EconomicCheckReused = Fact<
  'EconomicCheckReused',
  Of & { readonly fromCaseRef: string; readonly result: string; readonly validUntil: LocalDate }
>;
export type FirstOpinionProposed = Fact<
  'FirstOpinionProposed',
  Of & { readonly opinion: string; readonly text: SealedBox }
>;

export type ApplicationFact =
  | ApplicationAssisted
  | ApplicationAccepted
  | ApplicationWithdrawn
  | ApplicationExtended
  | EconomicCheckStarted
  | EconomicCheckFinished
  | EconomicCheckReused
  | FirstOpinionProposed;

export const applicationSentences: Sentences<ApplicationFact> = {
  ApplicationAssisted: ({ helper, reason }) => `协理员 ${helper} 协助申请，原因：${nameOf(reason, assistanceNames)}`,
  ApplicationAccepted: ({ path, acceptedOn, kinRegistration }) =>
    `${acceptedOn} 受理${nameOf(path, pathNames)}申请${kinRegistration === undefined ? '' : '（近亲属，单独登记备案）'}`,
  ApplicationWithdrawn: ({ applicationId }) => `撤回申请 ${applicationId.slice(0, 8)}`,
  ApplicationExtended: ({ reason, until }) => `延长办理期限至 ${until}，原因：${nameOf(reason, extensionNames)}`,
  EconomicCheckStarted: ({ scope }) => `启动家庭经济状况核对：${nameAll(scope, checkScopeNames)}`,
  EconomicCheckFinished: ({ persons, result, validUntil }) =>
    `完成 ${persons} 人家庭经济状况核对：${nameOf(result, checkNames)}，有效至 ${validUntil}`,
  EconomicCheckReused: ({ fromCaseRef, validUntil }) =>
    `沿用个案 ${fromCaseRef.slice(0, 8)} 的核对结果，有效至 ${validUntil}`,
  FirstOpinionProposed: ({ opinion }) => `提出初审意见：${nameOf(opinion, opinionNames)}`,
};
