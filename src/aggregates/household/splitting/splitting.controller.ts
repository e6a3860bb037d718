import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Door } from '../../../platform/http/command-door.js';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { RejectionBody } from '../rejection.dto.js';
import { ApproveSplit, approveSplitAccess } from './approve-split.js';
import { ProposeSplit, proposeSplitAccess } from './propose-split.js';
import { ProposeSplitBody, proposeSplitFrom } from './propose-split.dto.js';
import { RejectSplit, rejectSplitAccess } from './reject-split.js';

/** A household part of which becomes one of its own. */
@Controller('households')
export class SplittingController {
  @Post(':householdId/splits')
  @HttpCode(200)
  @CommandEndpoint(ProposeSplit, proposeSplitAccess, { summary: '提请分户' })
  async proposeSplit(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ProposeSplitBody,
  ): Promise<WriteAnswer> {
    const command = await proposeSplitFrom(id, body, door);
    const { proposalId, newHouseholdId } = command.split;
    return door.issue(command, { proposalId, newHouseholdId });
  }

  @Post(':householdId/splits/:proposalId/approvals')
  @HttpCode(200)
  @CommandEndpoint(ApproveSplit, approveSplitAccess, { summary: '复核同意分户' })
  async approveSplit(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('proposalId') proposalId: string,
  ): Promise<WriteAnswer> {
    return door.issue(new ApproveSplit(id, proposalId));
  }

  @Post(':householdId/splits/:proposalId/rejections')
  @HttpCode(200)
  @CommandEndpoint(RejectSplit, rejectSplitAccess, { summary: '退回分户提请' })
  async rejectSplit(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('proposalId') proposalId: string,
    @Body() body: RejectionBody,
  ): Promise<WriteAnswer> {
    return door.issue(new RejectSplit(id, proposalId, await sealedUnlessBlank(id, body.reason, door)));
  }
}
