import type { Fact, Instant } from '../fact.js';
import type { Purpose } from './purpose.js';

/**
 * Facts of the second log: who looked at what, and why (社会救助法 art. 70(6), 个人信息保护法 art. 51, 54). They name
 * subjects and fields, never a value that was seen.
 */

/** A record about very many subjects stands as several facts of one command: the n-th of how many. */
interface Part {
  readonly part?: number;
  readonly parts?: number;
}

export type SensitiveDataViewed = Fact<
  'SensitiveDataViewed',
  Part & {
    readonly operation: string;
    readonly subjects: readonly string[];
    readonly caseRef?: string;
    readonly fields: readonly string[];
    readonly kind: 'routine' | 'revealed';
    readonly purposeCode: Purpose;
    readonly purposeRef?: string;
    /** Rows of the whole answer, also in each part of a divided record. */
    readonly resultCount: number;
    readonly channel: string;
    readonly ip?: string;
  }
>;
export type AccessDenied = Fact<
  'AccessDenied',
  Part & { readonly operation: string; readonly reason: string; readonly subjects?: readonly string[] }
>;
export type CaseHistoryReplayed = Fact<
  'CaseHistoryReplayed',
  Part & {
    readonly stream: string;
    readonly asOf?: string;
    readonly purposeRef: string;
    readonly subjects: readonly string[];
  }
>;
export type PageExported = Fact<
  'PageExported',
  Part & {
    readonly view: string;
    /** Codes and dates only; what somebody typed is masked. */
    readonly filters: Readonly<Record<string, string>>;
    readonly rows: number;
    readonly contentHash: string;
    readonly whole: boolean;
    readonly subjects: readonly string[];
  }
>;
export type EvidenceOpened = Fact<
  'EvidenceOpened',
  Part & { readonly sha256: string; readonly subjects: readonly string[] }
>;
export type BreakGlassOpened = Fact<
  'BreakGlassOpened',
  Part & { readonly grantId: string; readonly until: Instant; readonly subjects?: readonly string[] }
>;
export type BreakGlassClosed = Fact<
  'BreakGlassClosed',
  Part & { readonly grantId: string; readonly subjects?: readonly string[] }
>;

export type AccessFact =
  | SensitiveDataViewed
  | AccessDenied
  | CaseHistoryReplayed
  | PageExported
  | EvidenceOpened
  | BreakGlassOpened
  | BreakGlassClosed;

const every: Readonly<Record<AccessFact['type'], true>> = {
  SensitiveDataViewed: true,
  AccessDenied: true,
  CaseHistoryReplayed: true,
  PageExported: true,
  EvidenceOpened: true,
  BreakGlassOpened: true,
  BreakGlassClosed: true,
};

/** Every type of fact of the second log. */
export const accessTypes: readonly string[] = Object.keys(every);
