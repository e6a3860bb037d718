import type { ApplicationFact } from '../aggregates/case/application/application.events.js';
import type { BenefitsFact } from '../aggregates/case/benefits/benefits.events.js';
import type { Breach, ClocksFact } from '../aggregates/case/clocks/clocks.events.js';
import type { CorrectionsFact } from '../aggregates/case/corrections/corrections.events.js';
import type { EmergencyFact } from '../aggregates/case/emergency/emergency.events.js';
import type { ClosingFact } from '../aggregates/case/closing/closing.events.js';
import type { MeasuresFact } from '../aggregates/case/measures/measures.events.js';
import type { NoticeFact } from '../aggregates/case/notice/notice.events.js';
import type { ReferralFact } from '../aggregates/case/referral/referral.events.js';
import type { RefusedStepsFact } from '../aggregates/case/refused-steps/refused-steps.events.js';
import type { CaseWords } from './case-samples.js';
import type { SamplesOf } from './samples-of.js';

const APPLICATION = '00000000-0000-7000-8000-0000000000c4';
const OBJECTION = '00000000-0000-7000-8000-0000000000c5';
const MEASURE = '00000000-0000-7000-8000-0000000000c6';
const PROPOSAL = '00000000-0000-7000-8000-0000000000c7';
const REFERRAL = '00000000-0000-7000-8000-0000000000c8';
const OTHER_CASE = '00000000-0000-7000-8000-0000000000a3';
const of = { applicationId: APPLICATION } as const;

const DEADLINE = '00000000-0000-7000-8000-0000000000f9';
const breach = (given: Pick<Breach, 'clock' | 'dueOn' | 'parameter'> & Partial<Breach>): Breach => ({
  deadlineId: DEADLINE,
  since: '2026-09-20T16:00:00.000Z',
  dueAt: `${given.dueOn}T15:59:59.999Z`,
  ruleVersion: 42,
  ...given,
});

export function applicationSamples({ box, hash, memberId, coordinatorRef }: CaseWords): SamplesOf<ApplicationFact> {
  return {
    ApplicationAssisted: { ...of, helper: coordinatorRef, authority: box, reason: 'ILLNESS' },
    ApplicationAccepted: {
      ...of,
      path: 'DIBAO',
      applicant: { memberId, minor: false, idHash: hash },
      acceptedOn: '2026-09-21',
      kinRegistration: box,
    },
    ApplicationWithdrawn: { ...of, text: box },
    ApplicationExtended: { ...of, reason: 'OBJECTION', until: '2026-11-30' },
    EconomicCheckStarted: { ...of, authorisation: box, scope: ['INCOME', 'PROPERTY'] },
    EconomicCheckFinished: {
      ...of,
      persons: 2,
      income: 60_000,
      property: 200_000,
      expenditure: 1_200_000,
      result: 'WITHIN',
      validUntil: '2027-03-21',
    },
    EconomicCheckReused: { ...of, fromCaseRef: OTHER_CASE, result: 'WITHIN', validUntil: '2027-03-21' },
    FirstOpinionProposed: { ...of, opinion: 'AGREE', text: box },
  };
}

export function noticeSamples({ box }: CaseWords): SamplesOf<NoticeFact> {
  return {
    PublicNoticePosted: {
      ...of,
      place: 'VILLAGE_BOARD',
      from: '2026-09-28',
      until: '2026-10-08',
      fields: [
        { field: 'APPLICANT_NAME', value: box },
        { field: 'MEMBER_COUNT', value: box },
      ],
    },
    PublicNoticeEnded: of,
    ObjectionRaised: { ...of, objectionId: OBJECTION, by: box, text: box },
    ObjectionSettled: { ...of, objectionId: OBJECTION, outcome: 'REJECTED', text: box },
    FileForwarded: { ...of, to: 'CITY', on: '2026-10-09' },
    FileReceived: { ...of, on: '2026-10-10' },
  };
}

export function measuresSamples({ box, memberId }: CaseWords): SamplesOf<MeasuresFact> {
  return {
    AidPlanProposed: {
      answers: [
        { need: 'LIVING', kind: 'MEASURE', what: 'DIBAO' },
        { need: 'MEDICAL', kind: 'NONE', reason: box },
      ],
    },
    MeasureGranted: {
      measureId: MEASURE,
      ...of,
      kind: 'RIGID_EXP',
      beneficiaries: [memberId],
      money: 78_000,
      period: 'MONTH',
      from: '2026-11-01',
      validUntil: '2027-10-31',
      reviewEvery: 'STABLE',
      decider: 'reviewer-1',
    },
    MeasureRefused: { ...of, reasonCodes: ['PROPERTY_ABOVE'], text: box, ruleVersion: 42, decider: 'reviewer-1' },
    RefusalNotified: { ...of, channel: 'IN_PERSON', on: '2026-10-15' },
  };
}

export function benefitsSamples({ box, memberId }: CaseWords): SamplesOf<BenefitsFact> {
  const measureId = MEASURE;
  const decided = { text: box, decider: 'reviewer-1' };
  return {
    BenefitPaid: { measureId, period: '2026-11', money: 78_000 },
    ReviewCompleted: { measureId, on: '2027-05-10', result: 'REDUCE' },
    HearingHeld: { measureId, on: '2027-05-11', heard: [memberId], statement: box },
    EndingAnnounced: { measureId, change: 'REDUCE', on: '2027-05-12', from: '2027-06-01' },
    MeasureReduced: { measureId, reason: 'INCOME_UP', money: 50_000, from: '2027-06-01', ...decided },
    MeasureEnded: { measureId, reason: 'RECOVERED', from: '2027-09-01', ...decided },
    WholeHouseholdAssessed: { result: 'SINGLE', reason: box },
  };
}

export function emergencySamples({ memberId }: CaseWords): SamplesOf<EmergencyFact> {
  return {
    EmergencyAidDisbursed: {
      measureId: MEASURE,
      beneficiaries: [memberId],
      money: 60_000,
      method: 'CASH',
      limit: 78_000,
    },
    EmergencyEnded: { on: '2026-11-04' },
    PaperworkCompleted: { items: ['REGISTER', 'IDENTITY', 'RECEIPT', 'REPORT'] },
  };
}

export function referralSamples({ box, memberId }: CaseWords): SamplesOf<ReferralFact> {
  const referral = { referralId: REFERRAL } as const;
  return {
    ReferralSent: {
      ...referral,
      department: 'CHARITY',
      need: 'MEDICAL',
      beneficiaries: [memberId],
      dueOn: '2026-10-12',
      text: box,
    },
    ReferralAcknowledged: referral,
    ReferralOutcomeReported: { ...referral, outcome: 'HELPED', text: box },
    CharityMatched: { ...referral, organisation: box },
    CharityAidDelivered: { ...referral, kind: 'GOODS', value: 50_000 },
  };
}

export function closingSamples({ box, hash, memberId }: CaseWords): SamplesOf<ClosingFact> {
  const reopening = { proposalId: PROPOSAL, cause: 'PETITION', ref: 'XF-2026-1', reason: box };
  return {
    CaseClosedWithoutNeed: { reason: 'SELF_SOLVED', text: box },
    CaseClassified: { class: 'NEW_AID', subItems: ['DIBAO', 'TEMPORARY'], beneficiaries: [memberId] },
    CaseArchived: { pageHash: hash },
    ReopenProposed: reopening,
    CaseReopened: { ...reopening, proposedBy: 'officer-1' },
    ReopenRejected: { proposalId: PROPOSAL, reason: box },
  };
}

/** Limits of a case that passed. */
export const clocksSamples: SamplesOf<ClocksFact> = {
  FirstResponseLate: breach({ clock: 'FIRST_RESPONSE', dueOn: '2026-09-21', parameter: 'NOTICE-1ST' }),
  AidLate: breach({ clock: 'EMERGENCY_AID', dueOn: '2026-09-24', parameter: 'TMP-FAST' }),
  PaperworkLate: breach({ clock: 'PAPERWORK', dueOn: '2026-09-29', parameter: 'TMP-PAPERS' }),
  MeasureOverdue: breach({
    clock: 'OBJECTION',
    about: OBJECTION,
    ...of,
    dueOn: '2026-10-19',
    doneAt: '2026-10-20T01:00:00.000Z',
    parameter: 'OBJECTION',
  }),
  ReferralOverdue: breach({ clock: 'REFERRAL', about: REFERRAL, dueOn: '2026-10-12', parameter: 'REFERRAL' }),
  CareAgreementLate: breach({
    clock: 'CARE_AGREEMENT',
    about: '00000000-0000-7000-8000-0000000000b1',
    dueOn: '2026-10-16',
    parameter: 'CARE-AGREEMENT',
  }),
  CareFollowUpMissed: breach({
    clock: 'CARE_FOLLOW_UP',
    about: '00000000-0000-7000-8000-0000000000ca',
    dueOn: '2026-12-07',
    parameter: 'LATE-CUTOFF',
  }),
  StatusExpired: breach({ clock: 'STATUS', about: MEASURE, dueOn: '2027-10-31', parameter: 'RIG-VALID' }),
};

const CORRECTION = '00000000-0000-7000-8000-0000000000cc';

export function correctionsSamples({ box }: CaseWords): SamplesOf<CorrectionsFact> {
  const correction = {
    proposalId: CORRECTION,
    corrects: '00000000-0000-7000-8000-0000000000f2',
    correctsType: 'ReferralOutcomeReported',
    about: REFERRAL,
    corrected: { outcome: 'NOT_ELIGIBLE', text: box },
    reason: box,
  };
  return {
    CorrectionProposed: correction,
    FactCorrected: { ...correction, proposedBy: 'officer-1' },
    CorrectionRejected: { proposalId: CORRECTION, reason: box },
  };
}

const REFUSAL = '00000000-0000-7000-8000-0000000000cb';

export const refusedStepsSamples: SamplesOf<RefusedStepsFact> = {
  PolicyStepRefused: {
    refusalId: REFUSAL,
    policy: 'case-watch',
    causationId: '00000000-0000-7000-8000-0000000000f6',
    step: 0,
    rule: 'household-merged',
    reason: '该户已并入另一户，请在并入后的家庭办理',
  },
  PolicyStepRetried: { refusalId: REFUSAL, policy: 'case-watch', outcome: { done: true } },
};
