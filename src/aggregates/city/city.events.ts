import type { Sentences } from '../../platform/change/sentences.js';
import type { Fact, Instant, LocalDate } from '../../platform/fact.js';

/** Every fact of the one stream `city`, in the order in which each affair goes. Texts here concern no household. */

export type AuditOrderIssued = Fact<
  'AuditOrderIssued',
  {
    readonly orderNo: string;
    /** Township codes; empty for the whole city. */
    readonly towns: readonly string[];
    /** Accounts that may read under the order. */
    readonly auditors: readonly string[];
    readonly until: Instant;
    readonly reason: string;
  }
>;
export type AuditOrderEnded = Fact<'AuditOrderEnded', { readonly orderNo: string; readonly reason: string }>;
export type ExportProposed = Fact<
  'ExportProposed',
  {
    readonly exportId: string;
    readonly view: string;
    /** Codes of what is to be exported: township, village, month. */
    readonly filters: { readonly [name: string]: string };
    /** Fields to be shown unmasked. */
    readonly fields: readonly string[];
    readonly reason: string;
    readonly townCode?: string;
  }
>;
export type ExportApproved = Fact<
  'ExportApproved',
  { readonly exportId: string; readonly proposedBy: string; readonly validUntil: Instant }
>;
export type ExportRejected = Fact<'ExportRejected', { readonly exportId: string; readonly reason: string }>;
export type BreakGlassOpened = Fact<
  'BreakGlassOpened',
  {
    readonly grantId: string;
    readonly townCode: string;
    readonly reason: string;
    readonly until: Instant;
    readonly reviewDueAt: Instant;
  }
>;
export type BreakGlassClosed = Fact<'BreakGlassClosed', { readonly grantId: string }>;
export type BreakGlassReviewed = Fact<
  'BreakGlassReviewed',
  { readonly grantId: string; readonly justified: boolean; readonly text: string }
>;
/** The townships file their rosters of the year until 24:00 of the day (S31). */
export type FilingCampaignOpened = Fact<'FilingCampaignOpened', { readonly year: string; readonly dueOn: LocalDate }>;

/** A document on which the work rests (S01). Everything in it is public. */
export type PolicyBasisRecorded = Fact<
  'PolicyBasisRecorded',
  {
    readonly basisId: string;
    readonly title: string;
    readonly issuer: string;
    /** 文号; the notice has none. */
    readonly documentNo?: string;
    /** 索引号. */
    readonly indexNo?: string;
    readonly on: LocalDate;
    readonly goals: readonly string[];
  }
>;

export type CityFact =
  | AuditOrderIssued
  | AuditOrderEnded
  | ExportProposed
  | ExportApproved
  | ExportRejected
  | BreakGlassOpened
  | BreakGlassClosed
  | BreakGlassReviewed
  | FilingCampaignOpened
  | PolicyBasisRecorded;

export const citySentences: Sentences<CityFact> = {
  AuditOrderIssued: ({ orderNo, towns, until }) =>
    `下达审计指令 ${orderNo}，范围 ${towns.join('、') || '全市'}，至 ${until}`,
  AuditOrderEnded: ({ orderNo }) => `结束审计指令 ${orderNo}`,
  ExportProposed: ({ exportId, view, fields }) =>
    `提请导出 ${exportId.slice(0, 8)}：${view}，明文字段 ${fields.join('、')}`,
  ExportApproved: ({ exportId, validUntil }) => `复核同意导出 ${exportId.slice(0, 8)}，有效至 ${validUntil}`,
  ExportRejected: ({ exportId }) => `退回导出提请 ${exportId.slice(0, 8)}`,
  BreakGlassOpened: ({ grantId, townCode, until }) =>
    `启用紧急授权 ${grantId.slice(0, 8)}，范围 ${townCode}，至 ${until}`,
  BreakGlassClosed: ({ grantId }) => `结束紧急授权 ${grantId.slice(0, 8)}`,
  BreakGlassReviewed: ({ grantId, justified }) =>
    `复核紧急授权 ${grantId.slice(0, 8)}：${justified ? '必要' : '不必要'}`,
  FilingCampaignOpened: ({ year, dueOn }) => `发起 ${year} 年花名册备案，${dueOn} 24 时前报送`,
  PolicyBasisRecorded: ({ title, issuer, documentNo, on }) =>
    `登记政策依据：${issuer}《${title}》${documentNo ?? ''}，${on}`,
};
