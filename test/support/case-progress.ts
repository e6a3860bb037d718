import type { CaseFile, KnownCase } from '../../src/aggregates/case/case.js';
import type { CareStage } from '../../src/aggregates/case/care/care.js';
import type { CaseStatus } from '../../src/aggregates/case/case-status.js';
import { sectionNames } from '../../src/aggregates/case/codes.js';
import type { CaseCommand } from '../../src/aggregates/case/status-by-command.js';

type Ahead = readonly [CaseCommand, ...CaseCommand[]];

const ahead: Readonly<Record<Exclude<CaseStatus, 'INVESTIGATING' | 'AIDING'> | 'UNKNOWN', Ahead>> = {
  UNKNOWN: ['ReportClue', 'ReportClue', 'OpenCaseFromRoster', 'LogCall'],
  CALL_LOGGED: ['ReportClue', 'RespondFirst', 'CloseWithoutNeed'],
  REPORTED: ['VerifyClue', 'OpenCase', 'OpenCase', 'OpenCase', 'OpenCase', 'OpenCase', 'MarkDuplicate'],
  REJECTED: ['MissDeadline'],
  DUPLICATE: ['MissDeadline'],
  OPEN: ['RecordHomeVisit', 'AssessUrgency', 'DisburseEmergencyAid', 'LinkHousehold', 'Refer'],
  EMERGENCY: ['RecordHomeVisit', 'EndEmergency'],
  INVESTIGATED: ['ProposeAidPlan', 'ProposeAidPlan', 'RecordIneligibility', 'CloseWithoutNeed'],
  INELIGIBLE: ['ClassifyCase', 'NotifyRefusal', 'CloseWithoutNeed'],
  AIDED: ['ArchiveCase', 'CompletePaperwork'],
  WATCHED: ['ArchiveCase', 'ProposeReopen', 'ApproveReopen'],
  NO_NEED: ['ArchiveCase', 'CompletePaperwork'],
  ARCHIVED: ['ReopenCase', 'ProposeReopen', 'ApproveReopen', 'MissDeadline', 'MissDeadline'],
  REOPENED: ['RecordHomeVisit', 'LinkHousehold'],
};

/** Commands that bring a case on from where it stands, and what was granted or referred in it. */
export function commandsAhead(state: CaseFile): Ahead {
  if (state.status === 'UNKNOWN') return ahead.UNKNOWN;
  if (state.status === 'INVESTIGATING') return inquiring(state);
  const on = state.status === 'AIDING' ? aiding(state) : ahead[state.status];
  return [...on, ...ofGrants(state), ...ofReferrals(state), 'MissDeadline'];
}

function inquiring({ investigation, opening }: KnownCase): Ahead {
  const { sections, needs, problems, countered, personSeen } = investigation;
  if (Object.keys(sectionNames).some((section) => !sections.includes(section))) return ['EstablishFacts'];
  if (needs === undefined) return ['AssessNeeds'];
  if (Object.keys(problems).some((id) => !countered.includes(id))) return ['ProposeCountermeasure'];
  if (opening.householdRef === undefined) return ['LinkHousehold'];
  return personSeen ? ['CompleteInvestigation'] : ['CompleteInvestigation', 'RecordHomeVisit', 'RecordVisitFailure'];
}

function aiding({ applications, granted }: KnownCase): Ahead {
  const open = Object.values(applications).find(({ end }) => end === undefined);
  if (!open) {
    const had = Object.keys(granted).length > 0;
    return had
      ? ['ClassifyCase', 'Refer']
      : ['AcceptApplication', 'AcceptApplication', 'ClassifyCase', 'RecordIneligibility'];
  }
  if (open.check === undefined && !open.checkStarted) return ['StartEconomicCheck', 'ReuseEconomicCheck'];
  if (open.check === undefined) return ['FinishEconomicCheck'];
  if (open.opinion === undefined) return ['ProposeOpinion'];
  if (open.openObjections.length > 0) return ['SettleObjection'];
  if (open.noticeUntil === undefined) return ['PostNotice', 'GrantMeasure'];
  if (open.forwarded && !open.received) return ['ReceiveFile', 'GrantMeasure'];
  return [
    'GrantMeasure',
    'GrantMeasure',
    'GrantMeasure',
    'RefuseMeasure',
    'EndNotice',
    'RaiseObjection',
    'ForwardFile',
  ];
}

function ofGrants({ granted, care }: KnownCase): readonly CaseCommand[] {
  const measures = Object.values(granted).filter(({ endedFrom }) => endedFrom === undefined);
  const changes = measures.flatMap(({ heardOn, announced }): readonly CaseCommand[] => {
    if (announced !== undefined) return ['ReduceMeasure', 'EndMeasure'];
    return heardOn === undefined ? ['HoldHearing', 'RecordPayment'] : ['AnnounceEnding', 'RecordPayment'];
  });
  if (!measures.some(({ kind }) => kind === 'TEKUN')) return changes;
  const level = care.levels['m-head'];
  if (level === undefined || level === 'FULL') return [...changes, 'AssessSelfCare', 'AssessSelfCare'];
  return [...changes, ...inCare[care.people['m-head']?.stage ?? 'UNASKED']];
}

const inCare: Readonly<Record<CareStage | 'UNASKED', readonly CaseCommand[]>> = {
  UNASKED: ['OfferCentralCare', 'OfferCentralCare'],
  OFFERED: ['AcceptCentralCare', 'DeclineCentralCare'],
  ACCEPTED: ['PlaceInCentralCare', 'PlaceInCentralCare'],
  DECLINED: ['SignCareAgreement', 'RecordCareFollowUp', 'EndCareAgreement', 'OfferCentralCare'],
  PLACED: ['LeaveCentralCare', 'LeaveCentralCare'],
  LEFT: ['SignCareAgreement', 'OfferCentralCare'],
};

function ofReferrals({ referrals }: KnownCase): readonly CaseCommand[] {
  const waits = Object.values(referrals).some(({ outcome, delivered }) => outcome === undefined && !delivered);
  return waits ? ['AcknowledgeReferral', 'ReportOutcome', 'MatchCharity', 'DeliverCharityAid'] : [];
}
