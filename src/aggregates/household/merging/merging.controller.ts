import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Door } from '../../../platform/http/command-door.js';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { RejectionBody } from '../rejection.dto.js';
import { ApproveMerge, approveMergeAccess } from './approve-merge.js';
import { ProposeMerge, proposeMergeAccess } from './propose-merge.js';
import { ProposeMergeBody, proposeMergeFrom } from './propose-merge.dto.js';
import { RejectMerge, rejectMergeAccess } from './reject-merge.js';

/** Two households that become one; the path names the one that ends. */
@Controller('households')
export class MergingController {
  @Post(':householdId/mergers')
  @HttpCode(200)
  @CommandEndpoint(ProposeMerge, proposeMergeAccess, { summary: '提请并入另一户' })
  async proposeMerge(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ProposeMergeBody,
  ): Promise<WriteAnswer> {
    const command = await proposeMergeFrom(id, body, door);
    return door.issue(command, { proposalId: command.proposalId });
  }

  @Post(':householdId/mergers/:proposalId/approvals')
  @HttpCode(200)
  @CommandEndpoint(ApproveMerge, approveMergeAccess, { summary: '复核同意并户（跨乡镇的由市民政局）' })
  async approveMerge(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('proposalId') proposalId: string,
  ): Promise<WriteAnswer> {
    return door.issue(new ApproveMerge(id, proposalId));
  }

  @Post(':householdId/mergers/:proposalId/rejections')
  @HttpCode(200)
  @CommandEndpoint(RejectMerge, rejectMergeAccess, { summary: '退回并户提请' })
  async rejectMerge(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Param('proposalId') proposalId: string,
    @Body() body: RejectionBody,
  ): Promise<WriteAnswer> {
    return door.issue(new RejectMerge(id, proposalId, await sealedUnlessBlank(id, body.reason, door)));
  }
}
