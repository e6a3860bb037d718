import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import * as dto from './clue.dto.js';
import { EndorseClue, endorseClueAccess } from './endorse-clue.js';
import { LogCall, logCallAccess } from './log-call.js';
import { MarkDuplicate, markDuplicateAccess } from './mark-duplicate.js';
import { RejectClue, rejectClueAccess } from './reject-clue.js';
import { ReportClue, reportClueAccess } from './report-clue.js';
import { RespondFirst, respondFirstAccess } from './respond-first.js';
import { VerifyClue, verifyClueAccess } from './verify-clue.js';

/** Calls and clues (S08, S13). */
@Controller('cases')
export class ClueController {
  @Post('calls')
  @CommandEndpoint(LogCall, logCallAccess, { summary: '登记热线来电' })
  async logCall(@Door() door: CommandDoor, @Body() body: dto.LogCallBody): Promise<WriteAnswer> {
    const command = await dto.logCallFrom(body, door);
    return door.issue(command, { caseId: command.caseId });
  }

  @Post(':caseId/first-responses')
  @HttpCode(200)
  @CommandEndpoint(RespondFirst, respondFirstAccess, { summary: '登记第一响应', pii: 'none' })
  async respondFirst(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.RespondFirstBody,
  ): Promise<WriteAnswer> {
    return door.issue(dto.respondFirstFrom(id, body));
  }

  @Post('clues')
  @CommandEndpoint(ReportClue, reportClueAccess, { summary: '报告救助线索' })
  async reportClue(@Door() door: CommandDoor, @Body() body: dto.ReportClueBody): Promise<WriteAnswer> {
    const command = await dto.reportClueFrom(body, door);
    return door.issue(command, { caseId: command.caseId });
  }

  @Post(':caseId/endorsements')
  @HttpCode(200)
  @CommandEndpoint(EndorseClue, endorseClueAccess, { summary: '村党组织书记确认线索' })
  async endorseClue(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.EndorseClueBody,
  ): Promise<WriteAnswer> {
    return door.issue(new EndorseClue(id, await sealedUnlessBlank(id, body.text, door)));
  }

  @Post(':caseId/verifications')
  @HttpCode(200)
  @CommandEndpoint(VerifyClue, verifyClueAccess, { summary: '入户核实线索' })
  async verifyClue(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.VerifyClueBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.verifyClueFrom(id, body, door));
  }

  @Post(':caseId/rejections')
  @HttpCode(200)
  @CommandEndpoint(RejectClue, rejectClueAccess, { summary: '不予立案' })
  async rejectClue(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.RejectClueBody,
  ): Promise<WriteAnswer> {
    return door.issue(new RejectClue(id, body.reason, await sealedUnlessBlank(id, body.text, door)));
  }

  @Post(':caseId/duplicates')
  @HttpCode(200)
  @CommandEndpoint(MarkDuplicate, markDuplicateAccess, { summary: '并案', pii: 'none' })
  async markDuplicate(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.MarkDuplicateBody,
  ): Promise<WriteAnswer> {
    return door.issue(new MarkDuplicate(id, body.ofCaseRef));
  }
}
