import type { Proposer } from '../../../platform/change/second-person.js';
import type { LocalDate } from '../../../platform/fact.js';

/** Who applies: a member of the family, by reference; a hash of his number lets it be looked up. */
export type Applicant = { readonly memberId: string; readonly minor: boolean; readonly idHash?: string };

/** What decisions remember of one application on its way to a decision. */
export interface ApplicationMemory {
  readonly path: string;
  readonly acceptedOn: LocalDate;
  /** A near relative of handling staff or of a village committee's member: registered apart. */
  readonly kin: boolean;
  readonly minor: boolean;
  readonly end?: 'WITHDRAWN' | 'GRANTED' | 'REFUSED';
  readonly checkStarted: boolean;
  /** Finished here, or taken over from another case. */
  readonly check?: { readonly result: string; readonly validUntil: LocalDate };
  /** Who gave the first opinion, and whether it is for aid. */
  readonly opinion?: Proposer & { readonly agrees: boolean };
  /** Last day of the public notice. */
  readonly noticeUntil?: LocalDate;
  readonly noticeEnded: boolean;
  readonly openObjections: readonly string[];
  readonly forwarded: boolean;
  readonly received: boolean;
  readonly refusalNotified: boolean;
}

export type Applications = Readonly<Record<string, ApplicationMemory>>;

export function newApplication(
  said: Pick<ApplicationMemory, 'path' | 'acceptedOn' | 'kin' | 'minor'>,
): ApplicationMemory {
  return {
    ...said,
    checkStarted: false,
    noticeEnded: false,
    openObjections: [],
    forwarded: false,
    received: false,
    refusalNotified: false,
  };
}

/** What the law asks of a path (rules.md, Case status vs legal path). */
export interface Procedure {
  readonly visit: boolean;
  readonly notice: boolean;
}

/** The procedure of each path; every one of them begins with an application and a check of the family's means. */
export const procedures: Readonly<Record<string, Procedure>> = {
  DIBAO: { visit: true, notice: true },
  DIBAO_SINGLE: { visit: true, notice: true },
  TEKUN: { visit: true, notice: true },
  EDGE: { visit: true, notice: false },
  RIGID_EXP: { visit: true, notice: false },
  TEMPORARY: { visit: true, notice: true },
};
