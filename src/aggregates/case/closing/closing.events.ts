import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { causeNames, classNames, closingNames, nameAll, nameOf, subItemNames } from '../codes.js';

/** How a case is classified, filed and taken up again (S17, S28). */

export type CaseClosedWithoutNeed = Fact<
  'CaseClosedWithoutNeed',
  { readonly reason: string; readonly text: SealedBox }
>;
export type CaseClassified = Fact<
  'CaseClassified',
  {
    readonly class: string;
    readonly subItems: readonly string[];
    readonly beneficiaries: readonly string[];
    /** Of a case classified as watched: the household it is about, why it was refused and by which rules. */
    readonly observed?: {
      readonly householdRef: string;
      readonly reasonCodes: readonly string[];
      readonly ruleVersion: number;
    };
    /** Of a case whose plan answers with monitoring: the household that is monitored from now on. */
    readonly monitored?: { readonly householdRef: string };
  }
>;
export type CaseArchived = Fact<'CaseArchived', { readonly pageHash: string }>;
export type ReopenProposed = Fact<
  'ReopenProposed',
  { readonly proposalId: string; readonly cause: string; readonly ref?: string; readonly reason: SealedBox }
>;
export type CaseReopened = Fact<
  'CaseReopened',
  {
    readonly cause: string;
    readonly ref?: string;
    readonly reason: SealedBox;
    /** Set when the family had been refused: two persons' word (I-25). */
    readonly proposalId?: string;
    readonly proposedBy?: string;
  }
>;
export type ReopenRejected = Fact<'ReopenRejected', { readonly proposalId: string; readonly reason: SealedBox }>;

export type ClosingFact =
  CaseClosedWithoutNeed | CaseClassified | CaseArchived | ReopenProposed | CaseReopened | ReopenRejected;

export const closingSentences: Sentences<ClosingFact> = {
  CaseClosedWithoutNeed: ({ reason }) => `结案（无实际困难），原因：${nameOf(reason, closingNames)}`,
  CaseClassified: ({ class: kind, subItems, beneficiaries }) =>
    `归类为${nameOf(kind, classNames)}${subItems.length === 0 ? '' : `（${nameAll(subItems, subItemNames)}）`}，${beneficiaries.length} 人`,
  CaseArchived: ({ pageHash }) => `建档，电子页摘要 ${pageHash.slice(0, 8)}`,
  ReopenProposed: ({ cause }) => `提请重新核查，原因：${nameOf(cause, causeNames)}`,
  CaseReopened: ({ cause, proposedBy }) =>
    `重新核查，原因：${nameOf(cause, causeNames)}${proposedBy === undefined ? '' : '（经复核同意）'}`,
  ReopenRejected: () => '退回重新核查的提请',
};
