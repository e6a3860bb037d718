import { localDateOf, monthOf } from '../../../platform/calendar/local-date.js';
import type { Instant, LocalDate, Recorded } from '../../../platform/fact.js';
import type { CaseFact } from '../case.events.js';
import type { ClockKind } from './clock-kinds.js';

type Types = readonly CaseFact['type'][];

/** Whatever decides an application, or makes it needless. */
const DECIDED: Types = ['MeasureGranted', 'MeasureRefused', 'ApplicationWithdrawn', 'CaseClosedWithoutNeed'];

/** What each clock waits for, and what makes it needless to wait. Of an application, an objection, a referral: its own. */
const closers: Readonly<Record<ClockKind, Types>> = {
  // Whoever stood at the door or brought money has answered (S13).
  FIRST_RESPONSE: [
    'FirstResponseMade',
    'HomeVisitMade',
    'HomeVisitFailed',
    'EmergencyAidDisbursed',
    'ClueRejected',
    'ClueMarkedDuplicate',
    'CaseClosedWithoutNeed',
  ],
  EMERGENCY_AID: [
    'EmergencyAidDisbursed',
    'MeasureGranted',
    'ReferralSent',
    'IneligibilityRecorded',
    'CaseClosedWithoutNeed',
    'UrgencyAssessed',
    'CaseArchived',
  ],
  PAPERWORK: ['PaperworkCompleted'],
  CHECK_START: ['EconomicCheckStarted', 'EconomicCheckReused', ...DECIDED],
  TOWN_OPINION: ['FirstOpinionProposed', ...DECIDED],
  PUBLIC_NOTICE: ['PublicNoticeEnded', 'PublicNoticePosted', 'ObjectionSettled', ...DECIDED],
  OBJECTION: ['ObjectionSettled', ...DECIDED],
  BUREAU_DECISION: DECIDED,
  DECISION: DECIDED,
  REFUSAL_NOTICE: ['RefusalNotified', 'CaseReopened'],
  REFERRAL: ['ReferralOutcomeReported', 'CharityAidDelivered', 'CaseArchived'],
  STATUS: ['StatusExpired', 'MeasureGranted', 'MeasureEnded'],
  REVIEW: ['ReviewCompleted', 'MeasureEnded'],
  CARE_AGREEMENT: ['CareAgreementSigned', 'CentralCareAccepted', 'CentralCarePlaced'],
  CARE_FOLLOW_UP: ['CareFollowUpRecorded', 'CareFollowUpMissed', 'CareAgreementEnded'],
};

/** Every fact that ends some clock. */
export const closingTypes: readonly string[] = [...new Set(Object.values(closers).flat())];

/** What a clock must tell to be recognised by what ends it. */
interface Timed {
  readonly kind: ClockKind;
  readonly about?: string;
  readonly applicationId?: string;
  readonly startedAt?: Instant;
  readonly until?: LocalDate;
}

/** Whether a fact is what this clock waits for, or makes waiting needless. */
export function closes(clock: Timed, fact: Recorded<CaseFact>): boolean {
  return closers[clock.kind].includes(fact.type) && concerns(clock, fact);
}

function concerns(
  { kind, about, applicationId, startedAt, until }: Timed,
  { type, data }: Recorded<CaseFact>,
): boolean {
  switch (type) {
    case 'UrgencyAssessed':
      return data.urgency !== 'URGENT';
    case 'MeasureGranted':
      if (kind === 'EMERGENCY_AID') return data.kind === 'TEMPORARY';
      return kind === 'STATUS' ? data.kind === 'RIGID_EXP' : applicationId === data.applicationId;
    case 'ObjectionSettled':
      if (kind === 'OBJECTION') return about === data.objectionId;
      return data.outcome === 'UPHELD' && applicationId === data.applicationId;
    case 'EconomicCheckStarted':
    case 'EconomicCheckReused':
    case 'FirstOpinionProposed':
    case 'PublicNoticePosted':
    case 'PublicNoticeEnded':
    case 'MeasureRefused':
    case 'ApplicationWithdrawn':
    case 'RefusalNotified':
      return applicationId === data.applicationId;
    case 'ReferralOutcomeReported':
    case 'CharityAidDelivered':
      return about === data.referralId;
    case 'MeasureEnded':
      return about === data.measureId;
    // The day a period begins is not counted (民法典 art. 201): a review of it, or of one before, belongs to no new period.
    case 'ReviewCompleted':
      return about === data.measureId && (startedAt === undefined || localDateOf(startedAt) < data.on);
    case 'CareAgreementSigned':
    case 'CentralCareAccepted':
    case 'CentralCarePlaced':
      return about === data.memberId;
    case 'CareFollowUpRecorded':
      return about === data.agreementId && until !== undefined && monthOf(until) === monthOf(data.on);
    case 'CareAgreementEnded':
      return about === data.agreementId;
    case 'CareFollowUpMissed':
      return about === data.about && startedAt === data.since;
    case 'StatusExpired':
      return about === data.about;
    case 'CaseReopened':
      return about === undefined;
    default:
      return true;
  }
}
