import type { LocalDate } from '../../../platform/fact.js';
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
  readonly from: LocalDate;
  readonly validUntil?: LocalDate;
}

export type GrantedMeasures = Readonly<Record<string, GrantedMeasure>>;
