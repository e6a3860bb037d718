import type { LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { SelfCareLevel } from '../investigation/self-care.js';

/** Who cares for somebody at home by agreement (照料协议): sealed under a key of his own, so that he can be erased. */
export type Carer = {
  readonly carerId: string;
  readonly kind: string;
  readonly name: SealedBox;
  readonly phone?: SealedBox;
};

/** How far somebody is on the way into central care; without a word of his own nobody gets further (I-12). */
export type CareStage = 'OFFERED' | 'ACCEPTED' | 'DECLINED' | 'PLACED' | 'LEFT';

/** What decisions remember of one agreement. */
export interface CareAgreement {
  readonly agreementId: string;
  readonly from: LocalDate;
  /** Its last day as agreed. */
  readonly until: LocalDate;
  /** The day on which it was ended before that. */
  readonly endedOn?: LocalDate;
}

/** What decisions remember of one person's care. */
export interface PersonalCare {
  readonly stage: CareStage;
  /** The day of the last step. */
  readonly since: LocalDate;
  readonly agreements: readonly CareAgreement[];
}

export interface CareMemory {
  /** Self-care as it was assessed last, by member id. */
  readonly levels: Readonly<Record<string, SelfCareLevel>>;
  /** Everybody to whom central care was offered, by member id. */
  readonly people: Readonly<Record<string, PersonalCare>>;
}

export const noCare: CareMemory = { levels: {}, people: {} };

/** The agreement that runs on that day: neither ended nor at its term. */
export function standingAgreement({ agreements }: PersonalCare, on: LocalDate): CareAgreement | undefined {
  return agreements.find(({ until, endedOn }) => endedOn === undefined && on <= until);
}

/** The agreement that covers that day, also one that has ended since. */
export function agreementOf({ agreements }: PersonalCare, on: LocalDate): CareAgreement | undefined {
  return agreements.findLast(({ from, until, endedOn }) => from <= on && on <= (endedOn ?? until));
}
