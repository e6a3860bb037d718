import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { ApproveCaseCorrection, approveCaseCorrectionAccess } from './approve-case-correction.js';
import * as dto from './corrections.dto.js';
import { ProposeCaseCorrection, proposeCaseCorrectionAccess } from './propose-case-correction.js';
import { RejectCaseCorrection, rejectCaseCorrectionAccess } from './reject-case-correction.js';

/** What was mistyped in a case is put right by two persons (I-18). */
@Controller('cases/:caseId/corrections')
export class CaseCorrectionsController {
  @Post()
  @HttpCode(200)
  @CommandEndpoint(ProposeCaseCorrection, proposeCaseCorrectionAccess, { summary: '提请更正个案事实' })
  async proposeCaseCorrection(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.ProposeCaseCorrectionBody,
  ): Promise<WriteAnswer> {
    const command = await dto.proposeCaseCorrectionFrom(id, body, door);
    return door.issue(command, { proposalId: command.proposalId });
  }

  @Post(':proposalId/approvals')
  @HttpCode(200)
  @CommandEndpoint(ApproveCaseCorrection, approveCaseCorrectionAccess, { summary: '复核同意个案更正', pii: 'none' })
  async approveCaseCorrection(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('proposalId') proposalId: string,
  ): Promise<WriteAnswer> {
    return door.issue(new ApproveCaseCorrection(id, proposalId));
  }

  @Post(':proposalId/rejections')
  @HttpCode(200)
  @CommandEndpoint(RejectCaseCorrection, rejectCaseCorrectionAccess, { summary: '退回个案更正' })
  async rejectCaseCorrection(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('proposalId') proposalId: string,
    @Body() body: dto.RejectCaseCorrectionBody,
  ): Promise<WriteAnswer> {
    return door.issue(new RejectCaseCorrection(id, proposalId, await sealedUnlessBlank(id, body.reason, door)));
  }
}
