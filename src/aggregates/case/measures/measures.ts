import type { Proposer } from '../../../platform/change/second-person.js';
import type { LocalDate, Period } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';

/** How the plan answers one need: by a measure, a referral or monitoring, or with the reason why by nothing (I-11). */
export type PlannedAnswer = {
  readonly need: string;
  readonly kind: string;
  /** Of a measure its kind, of a referral the department. */
  readonly what?: string;
  readonly reason?: SealedBox;
};

export interface GrantedMeasure {
  readonly kind: string;
  /** In 分, for each month or once. */
  readonly money: number;
  readonly period: string;
  readonly from: LocalDate;
  readonly validUntil?: LocalDate;
  /** Months that were paid. */
  readonly paid: readonly Period[];
  /** What it pays from a day on, in the order decided. */
  readonly reductions: readonly { readonly money: number; readonly from: LocalDate }[];
  /** The family was heard before the next change. */
  readonly heardOn?: LocalDate;
  readonly announced?: Proposer & { readonly change: string; readonly from: LocalDate };
  readonly endedFrom?: LocalDate;
  readonly beneficiaries: readonly string[];
}

export type GrantedMeasures = Readonly<Record<string, GrantedMeasure>>;
