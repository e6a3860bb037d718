import type { LocalDate, Period } from '../../platform/fact.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/**
 * What a submission keeps of the roster it files: every line as it stood at the anchor, the very content its hash is
 * over. Whatever says something of a person stays in boxes under that person's own key: destroying the key erases the
 * person here as well, and the hash still proves the rest.
 */

/** A line of 附件3. */
export type FiledCoordinator = {
  readonly _id: string;
  readonly town: string;
  readonly state: 'ON_DUTY' | 'SUSPENDED' | 'RELIEVED';
  readonly since: LocalDate;
  readonly until?: LocalDate;
  readonly source: string;
  readonly particulars: {
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
  readonly post?: SealedBox;
  readonly remark?: SealedBox;
  readonly villages: readonly string[];
  readonly terms: readonly {
    readonly village: string;
    readonly from: LocalDate;
    readonly until?: LocalDate;
    readonly takesOverFrom?: string;
    readonly handOverTo?: string;
  }[];
  readonly trainings: readonly { readonly trainingId: string; readonly on: LocalDate; readonly hours: number }[];
  readonly insurances: readonly { readonly validFrom: LocalDate; readonly validUntil: LocalDate }[];
  readonly devices: readonly { readonly kind: string; readonly deviceNo: string; readonly on: LocalDate }[];
  readonly payments: readonly { readonly kind: string; readonly period: Period; readonly money: number }[];
  readonly duties: { readonly assigned: number; readonly performed: number };
};

/** The group of 附件4, with everybody who ever belonged to it. */
export type FiledGroup = {
  readonly _id: string;
  readonly town: string;
  readonly since: LocalDate;
  readonly members: readonly {
    readonly particulars: {
      readonly memberId: string;
      readonly name: SealedBox;
      readonly nameHash: string;
      readonly surnameHash: string;
      readonly idNo?: SealedBox;
      readonly idHash?: string;
      readonly gender?: SealedBox;
      readonly phone: SealedBox;
      readonly unit?: SealedBox;
      readonly post?: SealedBox;
      readonly civilAffairsStaff: boolean;
      readonly villages: readonly string[];
      readonly remark?: SealedBox;
    };
    readonly from: LocalDate;
    readonly until?: LocalDate;
    readonly reason?: string;
  }[];
  readonly leaders: readonly { readonly memberId: string; readonly from: LocalDate; readonly until?: LocalDate }[];
  readonly hotlines: readonly { readonly number: string; readonly on: LocalDate }[];
};

/** In the order of the sheet. */
export type FiledRoster =
  { readonly coordinators: readonly FiledCoordinator[] } | { readonly groups: readonly FiledGroup[] };
