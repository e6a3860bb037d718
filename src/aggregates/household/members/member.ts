import type { LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';

/** A person of the household as facts carry it: particulars sealed, codes and keyed hashes in clear. */
export type MemberParticulars = {
  readonly memberId: string;
  readonly name: SealedBox;
  readonly nameHash: string;
  readonly surnameHash: string;
  readonly idNo?: SealedBox;
  readonly idHash?: string;
  readonly noIdReason?: string;
  readonly phone?: SealedBox;
  readonly relation: string;
  readonly birthYearMonth?: SealedBox;
  readonly ageBand?: string;
  readonly minor?: boolean;
  readonly health?: SealedBox;
  readonly disability?: SealedBox;
  readonly selfCare?: string;
  readonly employment?: string;
  readonly student?: boolean;
  readonly obligor?: boolean;
};

/** A stay in the household: both days inclusive, open while the person is there. */
export interface MemberPeriod {
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly reason?: string;
}

/** What decisions remember of a member. */
export interface Member {
  readonly memberId: string;
  readonly idHash?: string;
  readonly relation: string;
  readonly periods: readonly MemberPeriod[];
}

/** Whether the person belonged to the household on that day (the day of leaving included). */
export function belongedOn(member: Member, day: LocalDate): boolean {
  return member.periods.some((period) => period.from <= day && (period.until === undefined || day <= period.until));
}

export function isPresent(member: Member): boolean {
  return member.periods.at(-1)?.until === undefined;
}
