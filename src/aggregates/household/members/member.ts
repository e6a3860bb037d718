import type { LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { entryOf } from '../../../platform/change/entry-of.js';

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

/** A period with the facts that opened and closed it: a correction names a fact. */
export interface RememberedPeriod extends MemberPeriod {
  readonly openedBy: string;
  readonly closedBy?: string;
}

/** The keyed hashes by which a person is found by name; the township is part of both. */
export type NameHashes = { readonly nameHash: string; readonly surnameHash: string };

/** The person with the hashes of another township, where it gave any. */
export function rehashed<Person extends NameHashes & { readonly memberId: string }>(
  person: Person,
  names: Readonly<Record<string, NameHashes>> | undefined,
): Person {
  const hashes = names && entryOf(names, person.memberId);
  return hashes === undefined ? person : { ...person, ...hashes };
}

/** What of a person can be compared without opening a box: codes and keyed hashes. */
export const comparableFields = [
  'nameHash',
  'surnameHash',
  'idHash',
  'noIdReason',
  'relation',
  'ageBand',
  'minor',
  'selfCare',
  'employment',
  'student',
  'obligor',
] as const;

export type ComparableParticulars = Pick<MemberParticulars, (typeof comparableFields)[number]>;

/** What decisions remember of a member. */
export interface Member extends ComparableParticulars {
  readonly memberId: string;
  readonly periods: readonly RememberedPeriod[];
  /** The household he was split off to; forgotten when he comes back. */
  readonly wentTo?: string;
}

/** The day the person was last seen to leave, undefined while he is there. */
export function leftOn(member: Member): LocalDate | undefined {
  return member.periods.at(-1)?.until;
}

/** Whether the person belonged to the household on that day (the day of leaving included). */
export function belongedOn(member: Member, day: LocalDate): boolean {
  return member.periods.some((period) => period.from <= day && (period.until === undefined || day <= period.until));
}

export function isPresent(member: Member): boolean {
  return member.periods.at(-1)?.until === undefined;
}

/** The periods with the last one closed by a fact. */
export function closedPeriods(
  periods: readonly RememberedPeriod[],
  { on, reason }: { readonly on: LocalDate; readonly reason: string },
  closedBy: string,
): readonly RememberedPeriod[] {
  return periods.map((period, index) =>
    index === periods.length - 1 ? { ...period, until: on, reason, closedBy } : period,
  );
}

/** The periods after a correction of the fact that opened or closed one of them. */
export function correctedPeriods(
  periods: readonly RememberedPeriod[],
  corrects: string,
  { on, reason }: Readonly<Record<string, unknown>>,
): readonly RememberedPeriod[] {
  return periods.map((period) => {
    if (period.openedBy === corrects && typeof on === 'string') return { ...period, from: on };
    if (period.closedBy !== corrects) return period;
    return {
      ...period,
      ...(typeof on === 'string' ? { until: on } : {}),
      ...(typeof reason === 'string' ? { reason } : {}),
    };
  });
}
