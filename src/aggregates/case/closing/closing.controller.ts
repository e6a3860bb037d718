import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { ApproveReopen, approveReopenAccess } from './approve-reopen.js';
import { ArchiveCase, archiveCaseAccess } from './archive-case.js';
import { ClassifyCase, classifyCaseAccess } from './classify-case.js';
import { CloseWithoutNeed, closeWithoutNeedAccess } from './close-without-need.js';
import { ProposeReopen, proposeReopenAccess } from './propose-reopen.js';
import { RejectReopen, rejectReopenAccess } from './reject-reopen.js';
import { ReopenCase, reopenCaseAccess } from './reopen-case.js';
import * as dto from './closing.dto.js';

/** The end of a case, and its being taken up again (S17, S28). */
@Controller('cases/:caseId')
export class ClosingController {
  @Post('closings')
  @HttpCode(200)
  @CommandEndpoint(CloseWithoutNeed, closeWithoutNeedAccess, { summary: '结案：无实际困难' })
  async closeWithoutNeed(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.CloseWithoutNeedBody,
  ): Promise<WriteAnswer> {
    return door.issue(new CloseWithoutNeed(id, body.reason, await sealedUnlessBlank(id, body.text, door)));
  }

  @Post('classifications')
  @HttpCode(200)
  @CommandEndpoint(ClassifyCase, classifyCaseAccess, { summary: '归入新增救助或救助观察', pii: 'none' })
  async classifyCase(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.ClassifyCaseBody,
  ): Promise<WriteAnswer> {
    return door.issue(new ClassifyCase(id, { ...body }));
  }

  @Post('archives')
  @HttpCode(200)
  @CommandEndpoint(ArchiveCase, archiveCaseAccess, { summary: '建档', pii: 'none' })
  async archiveCase(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.ArchiveCaseBody,
  ): Promise<WriteAnswer> {
    return door.issue(new ArchiveCase(id, body.pageHash));
  }

  @Post('reopenings')
  @HttpCode(200)
  @CommandEndpoint(ReopenCase, reopenCaseAccess, { summary: '重新核查' })
  async reopenCase(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.ReopenCaseBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.reopenCaseFrom(id, body, door));
  }

  @Post('reopen-proposals')
  @HttpCode(200)
  @CommandEndpoint(ProposeReopen, proposeReopenAccess, { summary: '提请重新核查' })
  async proposeReopen(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.ProposeReopenBody,
  ): Promise<WriteAnswer> {
    const command = await dto.proposeReopenFrom(id, body, door);
    return door.issue(command, { proposalId: command.proposal.proposalId });
  }

  @Post('reopen-proposals/:proposalId/approvals')
  @HttpCode(200)
  @CommandEndpoint(ApproveReopen, approveReopenAccess, { summary: '复核同意重新核查', pii: 'none' })
  async approveReopen(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('proposalId') proposalId: string,
  ): Promise<WriteAnswer> {
    return door.issue(new ApproveReopen(id, proposalId));
  }

  @Post('reopen-proposals/:proposalId/rejections')
  @HttpCode(200)
  @CommandEndpoint(RejectReopen, rejectReopenAccess, { summary: '退回重新核查的提请' })
  async rejectReopen(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('proposalId') proposalId: string,
    @Body() body: dto.RejectReopenBody,
  ): Promise<WriteAnswer> {
    return door.issue(new RejectReopen(id, proposalId, await sealedUnlessBlank(id, body.reason, door)));
  }
}
