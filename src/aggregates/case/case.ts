import type { Aggregate } from '../../platform/change/aggregate.js';
import type { PendingCorrection } from '../../platform/change/correction.js';
import type { CaseFact } from './case.events.js';
import type { CaseStatus } from './case-status.js';
import type { Applications } from './application/application.js';
import { applicationFold } from './application/application.fold.js';
import { benefitsFold } from './benefits/benefits.fold.js';
import type { CaseClocks } from './clocks/case-clocks.js';
import { clocksFold } from './clocks/clocks.fold.js';
import type { CareMemory } from './care/care.js';
import { careFold } from './care/care.fold.js';
import type { ClueMemory } from './clue/clue.js';
import { clueFold } from './clue/clue.fold.js';
import { closingFold } from './closing/closing.fold.js';
import type { PendingReopening } from './closing/reopening.js';
import { correctionsFold } from './corrections/corrections.fold.js';
import type { EmergencyMemory } from './emergency/emergency.js';
import { emergencyFold } from './emergency/emergency.fold.js';
import type { InvestigationMemory } from './investigation/investigation.js';
import { investigationFold } from './investigation/investigation.fold.js';
import type { GrantedMeasures } from './measures/measures.js';
import { measuresFold } from './measures/measures.fold.js';
import { noticeFold } from './notice/notice.fold.js';
import type { Referrals } from './referral/referral.js';
import { referralFold } from './referral/referral.fold.js';
import type { RefusedSteps } from './refused-steps/refused-step.js';
import { refusedStepsFold } from './refused-steps/refused-steps.fold.js';
import type { OpeningMemory } from './opening/opening.js';
import { openingFold } from './opening/opening.fold.js';
import type { ToldFact } from './told-facts.js';

/** Nobody has reported anything yet. */
export interface UnknownCase {
  readonly status: 'UNKNOWN';
}

/** A case from its first call or clue on, with what each chapter remembers. */
export interface KnownCase {
  readonly status: CaseStatus;
  readonly townCode: string;
  /** Unknown while there is only a call. */
  readonly villageCode?: string;
  readonly clue: ClueMemory;
  readonly opening: OpeningMemory;
  readonly investigation: InvestigationMemory;
  /** Applications that a coordinator helped with. */
  readonly assisted: readonly string[];
  readonly applications: Applications;
  readonly granted: GrantedMeasures;
  /** Of the last assessment of the family as a whole (S21). */
  readonly wholeHousehold?: string;
  /** Kinds of answers in the plan that stands. */
  readonly plannedKinds: readonly string[];
  readonly emergency: EmergencyMemory;
  readonly referrals: Referrals;
  readonly care: CareMemory;
  /** Proposals to reopen that wait, by id. */
  readonly reopenings: Readonly<Record<string, PendingReopening>>;
  /** Corrections that wait, by proposal. */
  readonly corrections: Readonly<Record<string, PendingCorrection>>;
  /** The last word that the family does not qualify: why, and by which version of the rules. */
  readonly ineligible?: {
    readonly reasonCodes: readonly string[];
    readonly ruleVersion: number;
    readonly hasRealDifficulty: boolean;
  };
  readonly ineligibilityNotified?: boolean;
  /** What was to follow by itself and was refused. */
  readonly refusedSteps: RefusedSteps;
  /** What is timed, and how it ended. */
  readonly timed: CaseClocks;
  /** Everything that was told of it, in order: what a correction may name. */
  readonly facts: readonly ToldFact[];
}

export type CaseFile = UnknownCase | KnownCase;

export const caseFile: Aggregate<CaseFile, CaseFact> = {
  category: 'case',
  initial: { status: 'UNKNOWN' },
  fold: {
    ...clueFold,
    ...openingFold,
    ...investigationFold,
    ...applicationFold,
    ...noticeFold,
    ...measuresFold,
    ...benefitsFold,
    ...emergencyFold,
    ...referralFold,
    ...careFold,
    ...closingFold,
    ...correctionsFold,
    ...clocksFold,
    ...refusedStepsFold,
  },
  /** A department has no area: it reaches the cases that were referred to it. */
  reaches: (state, { role, org }) =>
    role === 'DEPARTMENT' &&
    state.status !== 'UNKNOWN' &&
    Object.values(state.referrals).some(({ department }) => department === org),
  exists: (state) => state.status !== 'UNKNOWN',
  unitOf: (state) => (state.status === 'UNKNOWN' ? {} : { townCode: state.townCode, villageCode: state.villageCode }),
};
