import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Door } from '../../platform/http/command-door.js';
import type { CommandDoor, WriteAnswer } from '../../platform/http/command-door.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import { ApproveCorrection, approveCorrectionAccess } from './corrections/approve-correction.js';
import { ProposeCorrection, proposeCorrectionAccess } from './corrections/propose-correction.js';
import { ProposeCorrectionBody, proposeCorrectionFrom } from './corrections/propose-correction.dto.js';
import { RejectCorrection, rejectCorrectionAccess } from './corrections/reject-correction.js';
import { ApproveExcuse, approveExcuseAccess } from './excuses/approve-excuse.js';
import { ProposeExcuse, proposeExcuseAccess } from './excuses/propose-excuse.js';
import { ProposeExcuseBody, proposeExcuseFrom } from './excuses/propose-excuse.dto.js';
import { RejectExcuse, rejectExcuseAccess } from './excuses/reject-excuse.js';
import { AdjustListing, adjustListingAccess } from './listing/adjust-listing.js';
import { AdjustListingBody, adjustListingFrom } from './listing/adjust-listing.dto.js';
import { Delist, delistAccess } from './listing/delist.js';
import { DelistBody, delistFrom } from './listing/delist.dto.js';
import { ListHousehold, listHouseholdAccess } from './listing/list-household.js';
import { ListHouseholdBody, listHouseholdFrom } from './listing/list-household.dto.js';
import { AddMember, addMemberAccess } from './members/add-member.js';
import { AddMemberBody, addMemberFrom } from './members/add-member.dto.js';
import { ChangeAddress, changeAddressAccess } from './members/change-address.js';
import { ChangeAddressBody, changeAddressFrom } from './members/change-address.dto.js';
import { ChangeHead, changeHeadAccess } from './members/change-head.js';
import { ChangeHeadBody, changeHeadFrom } from './members/change-head.dto.js';
import { ChangeMember, changeMemberAccess } from './members/change-member.js';
import { ChangeMemberBody, changeMemberFrom } from './members/change-member.dto.js';
import { AcceptMovedHousehold, acceptMovedHouseholdAccess } from './moving/accept-moved-household.js';
import { MoveHousehold, moveHouseholdAccess } from './moving/move-household.js';
import { MoveHouseholdBody, moveHouseholdFrom } from './moving/move-household.dto.js';
import { RemoveMember, removeMemberAccess } from './members/remove-member.js';
import { RemoveMemberBody, removeMemberFrom } from './members/remove-member.dto.js';
import { ReportChange, reportChangeAccess } from './members/report-change.js';
import { ReportChangeBody, reportChangeFrom } from './members/report-change.dto.js';
import { householdNoOf } from './registration/household-no.js';
import { RegisterHousehold, registerHouseholdAccess } from './registration/register-household.js';
import { RegisterHouseholdBody, registerHouseholdFrom } from './registration/register-household.dto.js';
import { ApproveVisitCorrection, approveVisitCorrectionAccess } from './visits/approve-visit-correction.js';
import { ProposeVisitCorrection, proposeVisitCorrectionAccess } from './visits/propose-visit-correction.js';
import { ProposeVisitCorrectionBody, proposeVisitCorrectionFrom } from './visits/propose-visit-correction.dto.js';
import { RecordFailedVisit, recordFailedVisitAccess } from './visits/record-failed-visit.js';
import { RecordFailedVisitBody, recordFailedVisitFrom } from './visits/record-failed-visit.dto.js';
import { RecordPatrolVisit, recordPatrolVisitAccess } from './visits/record-patrol-visit.js';
import { RecordPatrolVisitBody, recordPatrolVisitFrom } from './visits/record-patrol-visit.dto.js';
import { RejectVisitCorrection, rejectVisitCorrectionAccess } from './visits/reject-visit-correction.js';
import { sealedUnlessBlank } from '../../platform/http/sealed-fields.js';
import { RejectionBody } from './rejection.dto.js';

/** Every write URL of households, in the order of life. Reading them is the views' affair. */
@Controller('households')
export class HouseholdController {
  @Post()
  @CommandEndpoint(RegisterHousehold, registerHouseholdAccess, { summary: '登记家庭' })
  async registerHousehold(@Door() door: CommandDoor, @Body() body: RegisterHouseholdBody): Promise<WriteAnswer> {
    const command = await registerHouseholdFrom(body, door);
    const householdNo = householdNoOf(command.villageCode, command.householdId);
    return door.issue(command, { householdId: command.householdId, householdNo, headMemberId: command.head.memberId });
  }

  @Post(':householdId/members')
  @HttpCode(200)
  @CommandEndpoint(AddMember, addMemberAccess, { summary: '增加家庭成员' })
  async addMember(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: AddMemberBody,
  ): Promise<WriteAnswer> {
    const command = await addMemberFrom(id, body, door);
    return door.issue(command, { memberId: command.member.memberId });
  }

  @Post(':householdId/members/:memberId/changes')
  @HttpCode(200)
  @CommandEndpoint(ChangeMember, changeMemberAccess, { summary: '变更成员信息' })
  async changeMember(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('memberId') memberId: string,
    @Body() body: ChangeMemberBody,
  ): Promise<WriteAnswer> {
    return door.issue(await changeMemberFrom(id, memberId, body, door));
  }

  @Post(':householdId/members/:memberId/removals')
  @HttpCode(200)
  @CommandEndpoint(RemoveMember, removeMemberAccess, { summary: '减少家庭成员' })
  async removeMember(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('memberId') memberId: string,
    @Body() body: RemoveMemberBody,
  ): Promise<WriteAnswer> {
    return door.issue(removeMemberFrom(id, memberId, body));
  }

  @Post(':householdId/head-changes')
  @HttpCode(200)
  @CommandEndpoint(ChangeHead, changeHeadAccess, { summary: '变更户主' })
  async changeHead(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ChangeHeadBody,
  ): Promise<WriteAnswer> {
    return door.issue(await changeHeadFrom(id, body, door));
  }

  @Post(':householdId/address-changes')
  @HttpCode(200)
  @CommandEndpoint(ChangeAddress, changeAddressAccess, { summary: '变更家庭住址' })
  async changeAddress(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ChangeAddressBody,
  ): Promise<WriteAnswer> {
    return door.issue(await changeAddressFrom(id, body, door));
  }

  @Post(':householdId/change-reports')
  @HttpCode(200)
  @CommandEndpoint(ReportChange, reportChangeAccess, { summary: '报告家庭变化' })
  async reportChange(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ReportChangeBody,
  ): Promise<WriteAnswer> {
    return door.issue(await reportChangeFrom(id, body, door));
  }

  @Post(':householdId/moves')
  @HttpCode(200)
  @CommandEndpoint(MoveHousehold, moveHouseholdAccess, { summary: '迁移（跨乡镇的提请对方接收）' })
  async moveHousehold(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: MoveHouseholdBody,
  ): Promise<WriteAnswer> {
    const command = await moveHouseholdFrom(id, body, door);
    return door.issue(command, { requestId: command.requestId });
  }

  @Post(':householdId/moves/:requestId/acceptances')
  @HttpCode(200)
  @CommandEndpoint(AcceptMovedHousehold, acceptMovedHouseholdAccess, { summary: '接收迁入家庭' })
  async acceptMovedHousehold(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('requestId') requestId: string,
  ): Promise<WriteAnswer> {
    return door.issue(new AcceptMovedHousehold(id, requestId));
  }

  @Post(':householdId/listings')
  @HttpCode(200)
  @CommandEndpoint(ListHousehold, listHouseholdAccess, { summary: '列入重点人群花名册' })
  async listHousehold(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ListHouseholdBody,
  ): Promise<WriteAnswer> {
    return door.issue(await listHouseholdFrom(id, body, door));
  }

  @Post(':householdId/listing-adjustments')
  @HttpCode(200)
  @CommandEndpoint(AdjustListing, adjustListingAccess, { summary: '动态调整花名册' })
  async adjustListing(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: AdjustListingBody,
  ): Promise<WriteAnswer> {
    return door.issue(await adjustListingFrom(id, body, door));
  }

  @Post(':householdId/delistings')
  @HttpCode(200)
  @CommandEndpoint(Delist, delistAccess, { summary: '移出重点人群花名册' })
  async delist(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: DelistBody,
  ): Promise<WriteAnswer> {
    return door.issue(await delistFrom(id, body, door));
  }

  @Post(':householdId/patrol-visits')
  @HttpCode(200)
  @CommandEndpoint(RecordPatrolVisit, recordPatrolVisitAccess, { summary: '记录巡查走访' })
  async recordPatrolVisit(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: RecordPatrolVisitBody,
  ): Promise<WriteAnswer> {
    const command = await recordPatrolVisitFrom(id, body, door);
    return door.issue(command, { visitId: command.report.visitId });
  }

  @Post(':householdId/failed-visits')
  @HttpCode(200)
  @CommandEndpoint(RecordFailedVisit, recordFailedVisitAccess, { summary: '记录走访未遇' })
  async recordFailedVisit(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: RecordFailedVisitBody,
  ): Promise<WriteAnswer> {
    const command = await recordFailedVisitFrom(id, body, door);
    return door.issue(command, { visitId: command.attempt.visitId });
  }

  @Post(':householdId/visit-corrections')
  @HttpCode(200)
  @CommandEndpoint(ProposeVisitCorrection, proposeVisitCorrectionAccess, { summary: '提请更正走访记录' })
  async proposeVisitCorrection(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ProposeVisitCorrectionBody,
  ): Promise<WriteAnswer> {
    const command = await proposeVisitCorrectionFrom(id, body, door);
    return door.issue(command, { proposalId: command.proposalId });
  }

  @Post(':householdId/visit-corrections/:proposalId/approvals')
  @HttpCode(200)
  @CommandEndpoint(ApproveVisitCorrection, approveVisitCorrectionAccess, { summary: '复核同意走访更正' })
  async approveVisitCorrection(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('proposalId') proposalId: string,
  ): Promise<WriteAnswer> {
    return door.issue(new ApproveVisitCorrection(id, proposalId));
  }

  @Post(':householdId/visit-corrections/:proposalId/rejections')
  @HttpCode(200)
  @CommandEndpoint(RejectVisitCorrection, rejectVisitCorrectionAccess, { summary: '退回走访更正' })
  async rejectVisitCorrection(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('proposalId') proposalId: string,
    @Body() body: RejectionBody,
  ): Promise<WriteAnswer> {
    return door.issue(new RejectVisitCorrection(id, proposalId, await sealedUnlessBlank(id, body.reason, door)));
  }

  @Post(':householdId/excuses')
  @HttpCode(200)
  @CommandEndpoint(ProposeExcuse, proposeExcuseAccess, { summary: '提请免访' })
  async proposeExcuse(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ProposeExcuseBody,
  ): Promise<WriteAnswer> {
    const command = await proposeExcuseFrom(id, body, door);
    return door.issue(command, { proposalId: command.proposalId });
  }

  @Post(':householdId/excuses/:proposalId/approvals')
  @HttpCode(200)
  @CommandEndpoint(ApproveExcuse, approveExcuseAccess, { summary: '复核同意免访' })
  async approveExcuse(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('proposalId') proposalId: string,
  ): Promise<WriteAnswer> {
    return door.issue(new ApproveExcuse(id, proposalId));
  }

  @Post(':householdId/excuses/:proposalId/rejections')
  @HttpCode(200)
  @CommandEndpoint(RejectExcuse, rejectExcuseAccess, { summary: '退回免访提请' })
  async rejectExcuse(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('proposalId') proposalId: string,
    @Body() body: RejectionBody,
  ): Promise<WriteAnswer> {
    return door.issue(new RejectExcuse(id, proposalId, await sealedUnlessBlank(id, body.reason, door)));
  }

  @Post(':householdId/corrections')
  @HttpCode(200)
  @CommandEndpoint(ProposeCorrection, proposeCorrectionAccess, { summary: '提请更正事实' })
  async proposeCorrection(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ProposeCorrectionBody,
  ): Promise<WriteAnswer> {
    const command = await proposeCorrectionFrom(id, body, door);
    return door.issue(command, { proposalId: command.proposalId });
  }

  @Post(':householdId/corrections/:proposalId/approvals')
  @HttpCode(200)
  @CommandEndpoint(ApproveCorrection, approveCorrectionAccess, { summary: '复核同意更正' })
  async approveCorrection(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('proposalId') proposalId: string,
  ): Promise<WriteAnswer> {
    return door.issue(new ApproveCorrection(id, proposalId));
  }

  @Post(':householdId/corrections/:proposalId/rejections')
  @HttpCode(200)
  @CommandEndpoint(RejectCorrection, rejectCorrectionAccess, { summary: '退回更正提请' })
  async rejectCorrection(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('proposalId') proposalId: string,
    @Body() body: RejectionBody,
  ): Promise<WriteAnswer> {
    return door.issue(new RejectCorrection(id, proposalId, await sealedUnlessBlank(id, body.reason, door)));
  }
}
