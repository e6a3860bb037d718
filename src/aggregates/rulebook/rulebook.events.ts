import type { Sentences } from '../../platform/change/sentences.js';
import type { Division } from '../../platform/divisions/divisions.js';
import type { Fact, LocalDate } from '../../platform/fact.js';

/** Every fact of the one stream `rulebook`: its revision is the rulebook version every other fact names. */

export type ParameterPublished = Fact<
  'ParameterPublished',
  {
    readonly id: string;
    /** Integer in `unit`: 分, 日, basis points, `yyyymmdd` for a day. */
    readonly value: number;
    readonly unit: string;
    /** Law and article, sentence of the notice, or "project default". */
    readonly source: string;
    readonly effectiveFrom: LocalDate;
    readonly effectiveTo?: LocalDate;
    /** Who may set another value locally. */
    readonly overridableBy?: string;
    /** False for a row that is shown with its source and starts no clock. */
    readonly clocked: boolean;
  }
>;
export type CalendarPublished = Fact<
  'CalendarPublished',
  {
    readonly year: number;
    readonly holidays: readonly LocalDate[];
    readonly makeUpWorkdays: readonly LocalDate[];
    readonly source: string;
  }
>;
export type DivisionsPublished = Fact<
  'DivisionsPublished',
  {
    readonly edition: string;
    readonly divisions: readonly { readonly [Field in keyof Division]: Division[Field] }[];
    readonly source: string;
    /** First day on which it holds; without one from its publishing on. */
    readonly effectiveFrom?: LocalDate;
    /** Villages that are no more from that day on, each with the one it became part of. */
    readonly mergers?: readonly { readonly code: string; readonly into: string }[];
  }
>;

export type RulebookFact = ParameterPublished | CalendarPublished | DivisionsPublished;

export const rulebookSentences: Sentences<RulebookFact> = {
  ParameterPublished: ({ id, value, unit, effectiveFrom }) =>
    `发布参数 ${id} = ${value} ${unit}，自 ${effectiveFrom} 起施行`,
  CalendarPublished: ({ year, holidays, makeUpWorkdays }) =>
    `发布 ${year} 年工作日历：放假 ${holidays.length} 日，调休上班 ${makeUpWorkdays.length} 日`,
  DivisionsPublished: ({ edition, divisions, effectiveFrom, mergers = [] }) =>
    `发布区划版本 ${edition}，共 ${divisions.length} 个单位` +
    (effectiveFrom === undefined ? '' : `，自 ${effectiveFrom} 起施行`) +
    (mergers.length === 0 ? '' : `，${mergers.length} 个村(社区)并入他村`),
};
