import type { Sentences } from '../../platform/change/sentences.js';
import type { ApplicationFact } from './application/application.events.js';
import { applicationSentences } from './application/application.events.js';
import type { BenefitsFact } from './benefits/benefits.events.js';
import { benefitsSentences } from './benefits/benefits.events.js';
import type { CareFact } from './care/care.events.js';
import { careSentences } from './care/care.events.js';
import type { ClosingFact } from './closing/closing.events.js';
import { closingSentences } from './closing/closing.events.js';
import type { ClocksFact } from './clocks/clocks.events.js';
import { clocksSentences } from './clocks/clocks.events.js';
import type { ClueFact } from './clue/clue.events.js';
import { clueSentences } from './clue/clue.events.js';
import type { CorrectionsFact } from './corrections/corrections.events.js';
import { correctionsSentences } from './corrections/corrections.events.js';
import type { EmergencyFact } from './emergency/emergency.events.js';
import { emergencySentences } from './emergency/emergency.events.js';
import type { InvestigationFact } from './investigation/investigation.events.js';
import { investigationSentences } from './investigation/investigation.events.js';
import type { MeasuresFact } from './measures/measures.events.js';
import { measuresSentences } from './measures/measures.events.js';
import type { NoticeFact } from './notice/notice.events.js';
import { noticeSentences } from './notice/notice.events.js';
import type { ReferralFact } from './referral/referral.events.js';
import { referralSentences } from './referral/referral.events.js';
import type { RefusedStepsFact } from './refused-steps/refused-steps.events.js';
import { refusedStepsSentences } from './refused-steps/refused-steps.events.js';
import type { OpeningFact } from './opening/opening.events.js';
import { openingSentences } from './opening/opening.events.js';

/** Every fact of a stream `case-<id>`; each chapter of its life keeps its own. */
export type CaseFact =
  | ClueFact
  | OpeningFact
  | InvestigationFact
  | ApplicationFact
  | NoticeFact
  | MeasuresFact
  | BenefitsFact
  | EmergencyFact
  | ReferralFact
  | CareFact
  | ClosingFact
  | CorrectionsFact
  | ClocksFact
  | RefusedStepsFact;

/** What a clerk would read aloud; names and free texts stay sealed and out of it. */
export const caseSentences: Sentences<CaseFact> = {
  ...clueSentences,
  ...openingSentences,
  ...investigationSentences,
  ...applicationSentences,
  ...noticeSentences,
  ...measuresSentences,
  ...benefitsSentences,
  ...emergencySentences,
  ...referralSentences,
  ...careSentences,
  ...closingSentences,
  ...correctionsSentences,
  ...clocksSentences,
  ...refusedStepsSentences,
};
