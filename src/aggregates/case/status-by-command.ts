import { NotFound } from '../../platform/change/refusals.js';
import { RuleBroken } from '../../platform/rule-broken.js';
import type { CaseFile, KnownCase } from './case.js';
import type { CaseStatus } from './case-status.js';
import { caseStatuses, statusNames } from './case-status.js';

/** From the opening to the decision: an application need not wait for the investigation's end. */
const APPLYING = ['OPEN', 'EMERGENCY', 'INVESTIGATING', 'INVESTIGATED', 'AIDING'] as const;
/** Where a visit may be made: a reopened case begins with one. */
const VISITING = [...APPLYING, 'REOPENED'] as const;

/** While somebody else acts the case goes on, and may be classified meanwhile. */
const FOLLOWING = [...APPLYING, 'AIDED', 'INELIGIBLE', 'WATCHED', 'NO_NEED', 'REOPENED'] as const;

/**
 * Where a measure may run and whoever has it is cared for: what was granted outlives the filing of its case, and stands when
 * the case is taken up again.
 */
const GRANTED = [
  'INVESTIGATING',
  'INVESTIGATED',
  'INELIGIBLE',
  'AIDING',
  'AIDED',
  'WATCHED',
  'NO_NEED',
  'ARCHIVED',
  'REOPENED',
] as const;
/** A refusal is told in writing however the case went on, late rather than never. */
const TELLING = ['INELIGIBLE', 'AIDING', 'AIDED', 'WATCHED', 'NO_NEED', 'ARCHIVED'] as const;

/** A notice is over by its date, however its application was decided and wherever the case stands by then. */
const HANGING = [...FOLLOWING, 'ARCHIVED'] as const;

/** In which states a command may be decided at all; README.md shows the same. A command that creates has none. */
export const statusByCommand = {
  LogCall: [],
  RespondFirst: ['CALL_LOGGED', 'REPORTED', 'OPEN', 'EMERGENCY'],
  ReportClue: ['CALL_LOGGED'],
  EndorseClue: ['REPORTED'],
  VerifyClue: ['REPORTED'],
  RejectClue: ['REPORTED'],
  MarkDuplicate: ['REPORTED'],
  OpenCase: ['REPORTED'],
  OpenCaseFromRoster: [],
  AssessUrgency: ['OPEN', 'INVESTIGATING', 'REOPENED'],
  LinkHousehold: ['OPEN', 'EMERGENCY', 'INVESTIGATING', 'REOPENED'],
  RecordHomeVisit: VISITING,
  RecordVisitFailure: VISITING,
  EstablishFacts: ['INVESTIGATING'],
  AssessNeeds: ['INVESTIGATING'],
  IdentifyProblem: ['INVESTIGATING'],
  ProposeCountermeasure: ['INVESTIGATING'],
  AssessSelfCare: GRANTED,
  CompleteInvestigation: ['INVESTIGATING'],
  RecordIneligibility: ['INVESTIGATED', 'AIDING'],
  AssistApplication: APPLYING,
  AcceptApplication: APPLYING,
  WithdrawApplication: APPLYING,
  ExtendApplication: APPLYING,
  StartEconomicCheck: APPLYING,
  FinishEconomicCheck: APPLYING,
  ReuseEconomicCheck: APPLYING,
  ProposeOpinion: APPLYING,
  PostNotice: APPLYING,
  EndNotice: HANGING,
  RaiseObjection: APPLYING,
  SettleObjection: APPLYING,
  ForwardFile: APPLYING,
  ReceiveFile: APPLYING,
  ProposeAidPlan: ['INVESTIGATED', 'AIDING'],
  GrantMeasure: ['AIDING'],
  RefuseMeasure: ['AIDING'],
  NotifyRefusal: TELLING,
  RecordPayment: GRANTED,
  ReviewMeasure: GRANTED,
  HoldHearing: GRANTED,
  AnnounceEnding: GRANTED,
  ReduceMeasure: GRANTED,
  EndMeasure: GRANTED,
  AssessWholeHousehold: ['INVESTIGATING', 'INVESTIGATED', 'AIDING', 'AIDED', 'ARCHIVED', 'REOPENED'],
  DisburseEmergencyAid: APPLYING,
  EndEmergency: [...APPLYING, 'AIDED', 'INELIGIBLE', 'WATCHED', 'NO_NEED'],
  CompletePaperwork: [...APPLYING, 'AIDED', 'INELIGIBLE', 'WATCHED', 'NO_NEED'],
  Refer: APPLYING,
  AcknowledgeReferral: FOLLOWING,
  ReportOutcome: FOLLOWING,
  MatchCharity: FOLLOWING,
  DeliverCharityAid: FOLLOWING,
  OfferCentralCare: GRANTED,
  AcceptCentralCare: GRANTED,
  DeclineCentralCare: GRANTED,
  PlaceInCentralCare: GRANTED,
  LeaveCentralCare: GRANTED,
  SignCareAgreement: GRANTED,
  EndCareAgreement: GRANTED,
  RecordCareFollowUp: GRANTED,
  CloseWithoutNeed: ['CALL_LOGGED', 'INVESTIGATED', 'INELIGIBLE', 'AIDING'],
  ClassifyCase: ['AIDING', 'INELIGIBLE'],
  ArchiveCase: ['AIDED', 'WATCHED', 'NO_NEED'],
  ReopenCase: ['WATCHED', 'ARCHIVED'],
  ProposeReopen: ['WATCHED', 'ARCHIVED'],
  ApproveReopen: ['WATCHED', 'ARCHIVED'],
  RejectReopen: ['WATCHED', 'ARCHIVED'],
  ProposeCaseCorrection: caseStatuses,
  ApproveCaseCorrection: caseStatuses,
  RejectCaseCorrection: caseStatuses,
  MissDeadline: caseStatuses,
  RecordPolicyRefusal: caseStatuses,
  RetryPolicyStep: caseStatuses,
} as const satisfies Readonly<Record<string, readonly CaseStatus[]>>;

export type CaseCommand = keyof typeof statusByCommand;

/** The case, if the command may be decided where it stands; one that nobody reported is not there. */
export function caseFor(command: CaseCommand, state: CaseFile): KnownCase {
  if (state.status === 'UNKNOWN') throw new NotFound();
  const statuses: readonly CaseStatus[] = statusByCommand[command];
  if (!statuses.includes(state.status))
    throw new RuleBroken('wrong-state', `个案处于“${statusNames[state.status]}”状态，不能办理此事`);
  return state;
}
