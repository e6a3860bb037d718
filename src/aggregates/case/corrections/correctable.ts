import type { FieldKind } from '../../../platform/change/correction.js';
import { amount, code, codes, day, text, word } from '../../../platform/change/correction.js';
import type { CaseFact } from '../case.events.js';
import * as names from '../codes.js';
import type { AboutName } from '../told-facts.js';

type Types = readonly CaseFact['type'][];

/** How one kind of fact may be put right. */
export interface CorrectableFact {
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Which of its ids says what it is about; absent where that is the case itself. */
  readonly about?: AboutName;
  /** Later facts that were told on its word: once there is one, about the same or about the whole case, it stands. */
  readonly until?: Types;
  /** Facts about the same between which its day lies. */
  readonly behind?: Types;
  readonly before?: Types;
}

const DECIDED: Types = ['MeasureGranted', 'MeasureRefused', 'ApplicationWithdrawn', 'CaseClosedWithoutNeed'];
const OF_CHECK: Types = ['EconomicCheckFinished', 'EconomicCheckReused', 'FirstOpinionProposed', ...DECIDED];
const INQUIRED: Types = ['InvestigationCompleted', 'CaseClosedWithoutNeed', 'CaseReopened'];
const CLASSIFIED: Types = ['CaseClassified', 'CaseClosedWithoutNeed'];

/**
 * Which fields of which fact of a case a correction may put right. Never an id, who acted, a person's particulars, what
 * hangs in a public notice, nor a limit that passed and what a limit runs from: a correction is no way round the rules by
 * which those came about. Of a decision only how much and from when, by who may decide it. What somebody has acted upon
 * stands.
 */
export const correctable: { readonly [Type in CaseFact['type']]?: CorrectableFact } = {
  HotlineCallReceived: { fields: { channel: code(names.channelNames), callNo: word } },
  FirstResponseMade: { fields: { how: code(names.responseNames) } },
  ClueReported: { fields: { source: code(names.sourceNames), needs: codes(names.needNames), text } },
  ClueRejected: { fields: { reason: code(names.rejectionNames), text } },
  UrgencyAssessed: { fields: { basis: text } },
  HomeVisitMade: { fields: { acknowledgement: code(names.acknowledgementNames) } },
  HomeVisitFailed: { fields: { reason: code(names.failureNames), text } },
  FactsEstablished: { fields: { content: text } },
  NeedsAssessed: { fields: { text } },
  ProblemIdentified: { fields: { need: code(names.needNames), text }, about: 'problemId', until: INQUIRED },
  CountermeasureProposed: {
    fields: { kind: code(names.countermeasureNames), text },
    about: 'problemId',
    until: INQUIRED,
  },
  IneligibilityRecorded: {
    fields: { reasonCodes: codes(names.ineligibilityNames), text },
    until: ['RefusalNotified', 'IneligibilityRecorded', 'AidPlanProposed', 'CaseReopened', ...CLASSIFIED],
  },
  ApplicationAssisted: { fields: { reason: code(names.assistanceNames) }, about: 'applicationId' },
  ApplicationWithdrawn: { fields: { text }, about: 'applicationId' },
  ApplicationExtended: { fields: { reason: code(names.extensionNames) }, about: 'applicationId', until: DECIDED },
  EconomicCheckStarted: {
    fields: { scope: codes(names.checkScopeNames) },
    about: 'applicationId',
    until: OF_CHECK,
  },
  EconomicCheckFinished: {
    fields: { persons: amount(1), income: amount(), property: amount(), expenditure: amount() },
    about: 'applicationId',
    until: OF_CHECK,
  },
  FirstOpinionProposed: { fields: { text }, about: 'applicationId', until: ['FirstOpinionProposed', ...DECIDED] },
  FileForwarded: {
    fields: { to: code(names.fileTargetNames), on: day },
    about: 'applicationId',
    until: DECIDED,
    behind: ['FirstOpinionProposed'],
    before: ['FileReceived'],
  },
  MeasureGranted: {
    fields: { money: amount(), from: day },
    about: 'measureId',
    until: [
      'BenefitPaid',
      'ReviewCompleted',
      'HearingHeld',
      'EndingAnnounced',
      'MeasureReduced',
      'MeasureEnded',
      'CaseArchived',
    ],
  },
  RefusalNotified: {
    fields: { channel: code(names.deliveryNames), on: day },
    about: 'applicationId',
    behind: ['MeasureRefused', 'IneligibilityRecorded'],
    before: ['CaseReopened'],
  },
  BenefitPaid: { fields: { money: amount(1) }, about: 'measureId' },
  ReviewCompleted: {
    fields: { result: code(names.reviewResultNames) },
    about: 'measureId',
    until: ['ReviewCompleted', 'HearingHeld', 'MeasureReduced', 'MeasureEnded'],
  },
  HearingHeld: {
    fields: { on: day, statement: text },
    about: 'measureId',
    until: ['HearingHeld', 'EndingAnnounced', 'MeasureReduced', 'MeasureEnded'],
    behind: ['MeasureGranted'],
  },
  EmergencyAidDisbursed: {
    fields: { method: code(names.payoutNames) },
    about: 'measureId',
    until: ['PaperworkCompleted'],
  },
  ReferralSent: {
    fields: { need: code(names.needNames), text },
    about: 'referralId',
    until: ['ReferralOutcomeReported', 'CharityAidDelivered'],
  },
  ReferralOutcomeReported: {
    fields: { outcome: code(names.outcomeNames), text },
    about: 'referralId',
    until: CLASSIFIED,
  },
  CharityAidDelivered: {
    fields: { kind: code(names.charityNames), value: amount(1) },
    about: 'referralId',
    until: CLASSIFIED,
  },
  CentralCareLeft: { fields: { reason: code(names.careLeaveNames), text }, about: 'memberId' },
  CareAgreementSigned: {
    fields: { services: codes(names.careServiceNames), frequency: code(names.careFrequencyNames) },
    about: 'memberId',
    until: ['CareAgreementSigned', 'CareAgreementEnded'],
  },
  CareAgreementEnded: { fields: { reason: code(names.agreementEndNames), text }, about: 'memberId' },
  CareFollowUpRecorded: { fields: { finding: code(names.followUpNames), text }, about: 'memberId' },
  CaseClosedWithoutNeed: { fields: { text }, until: ['CaseArchived'] },
  CaseClassified: {
    fields: { subItems: codes(names.subItemNames) },
    until: ['CaseArchived', 'CaseReopened'],
  },
};
