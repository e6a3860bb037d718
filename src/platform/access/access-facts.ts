import type { Fact } from '../fact.js';
import type { Purpose } from './purpose.js';

/** Facts of the second log: who looked at what, and why (社会救助法 art. 70(6), PIPL 51, 54). Never a value that was seen. */
export type SensitiveDataViewed = Fact<
  'SensitiveDataViewed',
  {
    readonly operation: string;
    readonly subjects: readonly string[];
    readonly fields: readonly string[];
    readonly kind: 'routine' | 'revealed';
    readonly purposeCode: Purpose;
    readonly purposeRef?: string;
    readonly resultCount: number;
    readonly channel: string;
  }
>;
export type AccessDenied = Fact<
  'AccessDenied',
  { readonly operation: string; readonly reason: string; readonly subjects?: readonly string[] }
>;
export type CaseHistoryReplayed = Fact<
  'CaseHistoryReplayed',
  { readonly stream: string; readonly asOf?: string; readonly purposeRef: string; readonly subjects: readonly string[] }
>;
export type PageExported = Fact<
  'PageExported',
  {
    readonly view: string;
    readonly filters: Readonly<Record<string, string>>;
    readonly rows: number;
    readonly contentHash: string;
    readonly whole: boolean;
    readonly subjects: readonly string[];
  }
>;
export type EvidenceOpened = Fact<'EvidenceOpened', { readonly sha256: string; readonly subjects: readonly string[] }>;
export type BreakGlassOpened = Fact<'BreakGlassOpened', { readonly grantId: string; readonly until: string }>;
export type BreakGlassClosed = Fact<'BreakGlassClosed', { readonly grantId: string }>;

export type AccessFact =
  | SensitiveDataViewed
  | AccessDenied
  | CaseHistoryReplayed
  | PageExported
  | EvidenceOpened
  | BreakGlassOpened
  | BreakGlassClosed;
