import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import { ApproveCorrection, approveCorrection, approveCorrectionAccess } from './corrections/approve-correction.js';
import { ProposeCorrection, proposeCorrection, proposeCorrectionAccess } from './corrections/propose-correction.js';
import { RejectCorrection, rejectCorrection, rejectCorrectionAccess } from './corrections/reject-correction.js';
import { ApproveExcuse, approveExcuse, approveExcuseAccess } from './excuses/approve-excuse.js';
import { ProposeExcuse, proposeExcuse, proposeExcuseAccess } from './excuses/propose-excuse.js';
import { RejectExcuse, rejectExcuse, rejectExcuseAccess } from './excuses/reject-excuse.js';
import type { Household } from './household.js';
import { household } from './household.js';
import { AdjustListing, adjustListing, adjustListingAccess } from './listing/adjust-listing.js';
import { Delist, delist, delistAccess } from './listing/delist.js';
import { ListHousehold, listHousehold, listHouseholdAccess } from './listing/list-household.js';
import { AddMemberHandler } from './members/add-member.handler.js';
import { AddMember, addMember, addMemberAccess } from './members/add-member.js';
import { ChangeAddress, changeAddress, changeAddressAccess } from './members/change-address.js';
import { ChangeHead, changeHead, changeHeadAccess } from './members/change-head.js';
import { ChangeMemberHandler } from './members/change-member.handler.js';
import { ChangeMember, changeMember, changeMemberAccess } from './members/change-member.js';
import {
  CloseEmptyHousehold,
  closeEmptyHousehold,
  closeEmptyHouseholdAccess,
} from './members/close-empty-household.js';
import { AbsorbHousehold, absorbHousehold, absorbHouseholdAccess } from './merging/absorb-household.js';
import { ApproveMerge, approveMerge, approveMergeAccess } from './merging/approve-merge.js';
import { EndMergedHousehold, endMergedHousehold, endMergedHouseholdAccess } from './merging/end-merged-household.js';
import { ProposeMerge, proposeMerge, proposeMergeAccess } from './merging/propose-merge.js';
import { RejectMerge, rejectMerge, rejectMergeAccess } from './merging/reject-merge.js';
import { ApproveMergeHandler, ProposeMergeHandler } from './merging/survivor.handler.js';
import { AcceptMovedHouseholdHandler } from './moving/accept-moved-household.handler.js';
import {
  AcceptMovedHousehold,
  acceptMovedHousehold,
  acceptMovedHouseholdAccess,
  askedUnit,
} from './moving/accept-moved-household.js';
import { FollowVillageMerger, followVillageMerger, followVillageMergerAccess } from './moving/follow-village-merger.js';
import { MoveHousehold, moveHousehold, moveHouseholdAccess } from './moving/move-household.js';
import { RemoveMember, removeMember, removeMemberAccess } from './members/remove-member.js';
import { ReportChange, reportChange, reportChangeAccess } from './members/report-change.js';
import {
  AbandonRegistration,
  abandonRegistration,
  abandonRegistrationAccess,
} from './registration/abandon-registration.js';
import { RegisterHouseholdHandler } from './registration/register-household.handler.js';
import { RegisterHousehold, registerHousehold, registerHouseholdAccess } from './registration/register-household.js';
import { visitedUnits } from './moving/visited-units.js';
import { ApproveSplitHandler } from './splitting/approve-split.handler.js';
import { ApproveSplit, approveSplit, approveSplitAccess } from './splitting/approve-split.js';
import { ProposeSplit, proposeSplit, proposeSplitAccess } from './splitting/propose-split.js';
import {
  RegisterSplitHousehold,
  registerSplitHousehold,
  registerSplitHouseholdAccess,
} from './splitting/register-split-household.js';
import { RejectSplit, rejectSplit, rejectSplitAccess } from './splitting/reject-split.js';
import { ClearCareRisk, clearCareRisk, clearCareRiskAccess } from './care/clear-care-risk.js';
import { RaiseCareRisk, raiseCareRisk, raiseCareRiskAccess } from './care/raise-care-risk.js';
import { EndMonitoring, endMonitoring, endMonitoringAccess } from './monitoring/end-monitoring.js';
import { MonitorClassified, monitorClassified, monitorClassifiedAccess } from './monitoring/monitor-classified.js';
import { StartMonitoring, startMonitoring, startMonitoringAccess } from './monitoring/start-monitoring.js';
import { MissWatchReview, missWatchReview, missWatchReviewAccess } from './watch/miss-watch-review.js';
import { ObserveClassified, observeClassified, observeClassifiedAccess } from './watch/observe-classified.js';
import { PutOnWatch, putOnWatch, putOnWatchAccess } from './watch/put-on-watch.js';
import { ReleaseFromWatch, releaseFromWatch, releaseFromWatchAccess } from './watch/release-from-watch.js';
import { ReviewWatch, reviewWatch, reviewWatchAccess } from './watch/review-watch.js';
import {
  ApproveVisitCorrection,
  approveVisitCorrection,
  approveVisitCorrectionAccess,
} from './visits/approve-visit-correction.js';
import { AskEmergencyOrdersHandler } from './visits/ask-emergency-orders.handler.js';
import { MissMonthlyVisit, missMonthlyVisit, missMonthlyVisitAccess } from './visits/miss-monthly-visit.js';
import {
  ProposeVisitCorrection,
  proposeVisitCorrection,
  proposeVisitCorrectionAccess,
} from './visits/propose-visit-correction.js';
import { RecordFailedVisit, recordFailedVisit, recordFailedVisitAccess } from './visits/record-failed-visit.js';
import { RecordPatrolVisit, recordPatrolVisit, recordPatrolVisitAccess } from './visits/record-patrol-visit.js';
import {
  RejectVisitCorrection,
  rejectVisitCorrection,
  rejectVisitCorrectionAccess,
} from './visits/reject-visit-correction.js';

const own = { aggregate: household, id: ({ householdId }: { householdId: string }) => householdId } as const;

/** Which command is decided by what, in the order of life. README.md shows the same rows beside the states. */
export const householdCommands: readonly TableRow[] = [
  {
    ...commandRow({
      ...own,
      command: RegisterHousehold,
      decide: registerHousehold,
      access: registerHouseholdAccess,
      creates: true,
      unit: ({ villageCode }) => ({ villageCode }),
      unitPointer: '/villageCode',
    }),
    handler: RegisterHouseholdHandler,
  },
  commandRow({
    ...own,
    command: AbandonRegistration,
    decide: abandonRegistration,
    access: abandonRegistrationAccess,
    creates: true,
  }),
  {
    ...commandRow({ ...own, command: AddMember, decide: addMember, access: addMemberAccess }),
    handler: AddMemberHandler,
  },
  {
    ...commandRow({ ...own, command: ChangeMember, decide: changeMember, access: changeMemberAccess }),
    handler: ChangeMemberHandler,
  },
  commandRow({ ...own, command: RemoveMember, decide: removeMember, access: removeMemberAccess }),
  commandRow({
    ...own,
    command: CloseEmptyHousehold,
    decide: closeEmptyHousehold,
    access: closeEmptyHouseholdAccess,
  }),
  commandRow({ ...own, command: ChangeHead, decide: changeHead, access: changeHeadAccess }),
  commandRow({ ...own, command: ChangeAddress, decide: changeAddress, access: changeAddressAccess }),
  commandRow({ ...own, command: ReportChange, decide: reportChange, access: reportChangeAccess }),
  commandRow({ ...own, command: MoveHousehold, decide: moveHousehold, access: moveHouseholdAccess }),
  {
    ...commandRow({
      ...own,
      command: AcceptMovedHousehold,
      decide: acceptMovedHousehold,
      access: acceptMovedHouseholdAccess,
      units: askedUnit,
    }),
    handler: AcceptMovedHouseholdHandler,
  },
  commandRow({
    ...own,
    command: FollowVillageMerger,
    decide: followVillageMerger,
    access: followVillageMergerAccess,
  }),
  {
    ...commandRow({ ...own, command: ProposeMerge, decide: proposeMerge, access: proposeMergeAccess }),
    handler: ProposeMergeHandler,
  },
  {
    ...commandRow({ ...own, command: ApproveMerge, decide: approveMerge, access: approveMergeAccess }),
    handler: ApproveMergeHandler,
  },
  commandRow({ ...own, command: RejectMerge, decide: rejectMerge, access: rejectMergeAccess }),
  commandRow({ ...own, command: ProposeSplit, decide: proposeSplit, access: proposeSplitAccess }),
  {
    ...commandRow({ ...own, command: ApproveSplit, decide: approveSplit, access: approveSplitAccess }),
    handler: ApproveSplitHandler,
  },
  commandRow({ ...own, command: RejectSplit, decide: rejectSplit, access: rejectSplitAccess }),
  commandRow({
    ...own,
    command: RegisterSplitHousehold,
    decide: registerSplitHousehold,
    access: registerSplitHouseholdAccess,
    creates: true,
  }),
  commandRow({ ...own, command: AbsorbHousehold, decide: absorbHousehold, access: absorbHouseholdAccess }),
  commandRow({ ...own, command: EndMergedHousehold, decide: endMergedHousehold, access: endMergedHouseholdAccess }),
  commandRow({ ...own, command: ListHousehold, decide: listHousehold, access: listHouseholdAccess }),
  commandRow({ ...own, command: AdjustListing, decide: adjustListing, access: adjustListingAccess }),
  commandRow({ ...own, command: Delist, decide: delist, access: delistAccess }),
  {
    ...commandRow({
      ...own,
      command: RecordPatrolVisit,
      decide: recordPatrolVisit,
      access: recordPatrolVisitAccess,
      units: (state: Household, command?: RecordPatrolVisit) => visitedUnits(state, command?.visitedAt),
    }),
    handler: AskEmergencyOrdersHandler,
  },
  {
    ...commandRow({
      ...own,
      command: RecordFailedVisit,
      decide: recordFailedVisit,
      access: recordFailedVisitAccess,
      units: (state: Household, command?: RecordFailedVisit) => visitedUnits(state, command?.attemptedAt),
    }),
    handler: AskEmergencyOrdersHandler,
  },
  {
    ...commandRow({
      ...own,
      command: ProposeVisitCorrection,
      decide: proposeVisitCorrection,
      access: proposeVisitCorrectionAccess,
    }),
    handler: AskEmergencyOrdersHandler,
  },
  {
    ...commandRow({
      ...own,
      command: ApproveVisitCorrection,
      decide: approveVisitCorrection,
      access: approveVisitCorrectionAccess,
    }),
    handler: AskEmergencyOrdersHandler,
  },
  commandRow({
    ...own,
    command: RejectVisitCorrection,
    decide: rejectVisitCorrection,
    access: rejectVisitCorrectionAccess,
  }),
  commandRow({ ...own, command: MissMonthlyVisit, decide: missMonthlyVisit, access: missMonthlyVisitAccess }),
  commandRow({ ...own, command: ProposeExcuse, decide: proposeExcuse, access: proposeExcuseAccess }),
  commandRow({ ...own, command: ApproveExcuse, decide: approveExcuse, access: approveExcuseAccess }),
  commandRow({ ...own, command: RejectExcuse, decide: rejectExcuse, access: rejectExcuseAccess }),
  commandRow({ ...own, command: PutOnWatch, decide: putOnWatch, access: putOnWatchAccess }),
  commandRow({ ...own, command: ObserveClassified, decide: observeClassified, access: observeClassifiedAccess }),
  commandRow({ ...own, command: ReviewWatch, decide: reviewWatch, access: reviewWatchAccess }),
  commandRow({ ...own, command: MissWatchReview, decide: missWatchReview, access: missWatchReviewAccess }),
  commandRow({ ...own, command: ReleaseFromWatch, decide: releaseFromWatch, access: releaseFromWatchAccess }),
  commandRow({ ...own, command: StartMonitoring, decide: startMonitoring, access: startMonitoringAccess }),
  commandRow({ ...own, command: MonitorClassified, decide: monitorClassified, access: monitorClassifiedAccess }),
  commandRow({ ...own, command: EndMonitoring, decide: endMonitoring, access: endMonitoringAccess }),
  commandRow({ ...own, command: RaiseCareRisk, decide: raiseCareRisk, access: raiseCareRiskAccess }),
  commandRow({ ...own, command: ClearCareRisk, decide: clearCareRisk, access: clearCareRiskAccess }),
  commandRow({ ...own, command: ProposeCorrection, decide: proposeCorrection, access: proposeCorrectionAccess }),
  commandRow({ ...own, command: ApproveCorrection, decide: approveCorrection, access: approveCorrectionAccess }),
  commandRow({ ...own, command: RejectCorrection, decide: rejectCorrection, access: rejectCorrectionAccess }),
];
