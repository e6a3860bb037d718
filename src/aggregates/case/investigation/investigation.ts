import type { LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';

/** A photo, clip or signature kept in the evidence store under its content hash. */
export type Evidence = { readonly sha256: string; readonly kind: string };

/** Who spoke for the person in need, lawfully: a guardian or somebody he entrusted. */
export type LawfulProxy = { readonly relation: string; readonly name: SealedBox; readonly basis: SealedBox };

/** How it was asked after what could not be established at once (邻里访问, 信函, 核对). */
export type Inquiry = { readonly kind: string; readonly sha256?: string };

/** What of a section can be compared with the rules in force; money in 分. */
export type FactValues = {
  readonly incomePerHead?: number;
  readonly property?: number;
  readonly expenditure?: number;
  readonly labour?: string;
  readonly obligorAble?: boolean;
  readonly localResident?: boolean;
};

/** A need and whether something answers it already. */
export type AssessedNeed = { readonly code: string; readonly met: boolean };

/** What decisions remember of an investigation; a reopened case begins a new one. */
export interface InvestigationMemory {
  readonly visitIds: readonly string[];
  readonly personSeen: boolean;
  readonly proxySeen: boolean;
  /** Somebody of the bureau was there (kin of staff, I-16). */
  readonly bureauSaw: boolean;
  /** Different days on which nobody was met. */
  readonly failedOn: readonly LocalDate[];
  readonly sections: readonly string[];
  /** Problem id → need code. */
  readonly problems: Readonly<Record<string, string>>;
  /** Problems that somebody proposed something against. */
  readonly countered: readonly string[];
  readonly needs?: readonly AssessedNeed[];
  /** By the last assessment the family is one to be monitored as of low income. */
  readonly monitoringEligible?: boolean;
  readonly result?: string;
}

export const newInvestigation: InvestigationMemory = {
  visitIds: [],
  personSeen: false,
  proxySeen: false,
  bureauSaw: false,
  failedOn: [],
  sections: [],
  problems: {},
  countered: [],
};

export function unmetNeeds({ needs = [] }: InvestigationMemory): readonly string[] {
  return needs.filter(({ met }) => !met).map(({ code }) => code);
}
