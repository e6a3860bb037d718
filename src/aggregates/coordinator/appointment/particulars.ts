import type { SealedBox } from '../../../platform/sealing/sealed-box.js';

/**
 * A coordinator as facts carry him (附件3): everything about his person sealed under his own key. `personRef` is the
 * `person` of his access token, by which the door can know which assignments are his.
 */
export type Particulars = {
  readonly name: SealedBox;
  readonly nameHash: string;
  readonly surnameHash: string;
  readonly idNo: SealedBox;
  readonly idHash: string;
  readonly phone: SealedBox;
  readonly gender: SealedBox;
  readonly birthYearMonth: SealedBox;
  readonly ethnicity?: SealedBox;
  readonly politics?: SealedBox;
  readonly education?: SealedBox;
  readonly personRef?: string;
};

/** What of him can be compared without opening a box. */
export const comparableFields = ['nameHash', 'surnameHash', 'idHash', 'personRef'] as const;

export type ComparableParticulars = Pick<Particulars, (typeof comparableFields)[number]>;
