import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact, Instant } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import {
  channelNames,
  nameAll,
  nameOf,
  needNames,
  rejectionNames,
  responseNames,
  sourceNames,
  urgencyNames,
  verificationNames,
} from '../codes.js';
import type { HotlineCaller, ReportedSubject } from './clue.js';

/** How a need becomes known (S06-3, S08, S13), in the order of life. */

export type HotlineCallReceived = Fact<
  'HotlineCallReceived',
  {
    readonly townCode: string;
    readonly channel: string;
    readonly callAt: Instant;
    readonly callNo: string;
    readonly caller: HotlineCaller;
  }
>;
export type FirstResponseMade = Fact<
  'FirstResponseMade',
  { readonly how: string; readonly by: string; readonly helpNeeded: boolean }
>;
export type ClueReported = Fact<
  'ClueReported',
  {
    readonly townCode: string;
    readonly villageCode: string;
    readonly source: string;
    /** When whoever reports learnt of it: the limit for reporting runs from here (S08). */
    readonly knownAt: Instant;
    readonly urgencyHint: string;
    readonly needs: readonly string[];
    readonly text: SealedBox;
    readonly householdRef?: string;
    readonly subject?: ReportedSubject;
    readonly reporter?: string;
    /** The last instant at which reporting it was in time, and whether it was missed: nobody can time an unknown clue. */
    readonly dueAt: Instant;
    readonly reportLate: boolean;
  }
>;
export type ClueEndorsed = Fact<'ClueEndorsed', { readonly endorser: string; readonly text?: SealedBox }>;
export type ClueVerified = Fact<
  'ClueVerified',
  { readonly result: string; readonly needsListing: boolean; readonly text?: SealedBox }
>;
export type ClueRejected = Fact<'ClueRejected', { readonly reason: string; readonly text: SealedBox }>;
export type ClueMarkedDuplicate = Fact<'ClueMarkedDuplicate', { readonly ofCaseRef: string }>;

export type ClueFact =
  | HotlineCallReceived
  | FirstResponseMade
  | ClueReported
  | ClueEndorsed
  | ClueVerified
  | ClueRejected
  | ClueMarkedDuplicate;

export const clueSentences: Sentences<ClueFact> = {
  HotlineCallReceived: ({ channel, callNo }) => `登记${nameOf(channel, channelNames)}来电 ${callNo}`,
  FirstResponseMade: ({ how, helpNeeded }) =>
    `作出第一响应（${nameOf(how, responseNames)}），${helpNeeded ? '需要救助' : '不需要救助'}`,
  ClueReported: ({ source, villageCode, urgencyHint, needs, reportLate }) =>
    `报告${nameOf(urgencyHint, urgencyNames)}线索（${nameOf(source, sourceNames)}，${villageCode}），需求：${nameAll(needs, needNames)}${reportLate ? '，上报超过时限' : ''}`,
  ClueEndorsed: () => '村党组织书记确认线索',
  ClueVerified: ({ result, needsListing }) =>
    `核实线索：${nameOf(result, verificationNames)}，${needsListing ? '需列入花名册' : '无需列入花名册'}`,
  ClueRejected: ({ reason }) => `不予立案，原因：${nameOf(reason, rejectionNames)}`,
  ClueMarkedDuplicate: ({ ofCaseRef }) => `并入个案 ${ofCaseRef.slice(0, 8)}`,
};
