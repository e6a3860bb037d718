import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { CloseWithoutNeed, closeWithoutNeedAccess } from './close-without-need.js';
import * as dto from './closing.dto.js';

/** The end of a case (S28). */
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
}
