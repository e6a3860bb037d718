import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { CompletePaperwork, completePaperworkAccess } from './complete-paperwork.js';
import { DisburseEmergencyAid, disburseEmergencyAidAccess } from './disburse-emergency-aid.js';
import { EndEmergency, endEmergencyAccess } from './end-emergency.js';
import * as dto from './emergency.dto.js';

/** 小额快救 and its papers (S23). */
@Controller('cases/:caseId')
export class EmergencyController {
  @Post('emergency-aids')
  @HttpCode(200)
  @CommandEndpoint(DisburseEmergencyAid, disburseEmergencyAidAccess, { summary: '发放小额快救', pii: 'none' })
  async disburseEmergencyAid(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.DisburseEmergencyAidBody,
  ): Promise<WriteAnswer> {
    const command = dto.disburseEmergencyAidFrom(id, body, door);
    return door.issue(command, { measureId: command.aid.measureId });
  }

  @Post('emergency-ends')
  @HttpCode(200)
  @CommandEndpoint(EndEmergency, endEmergencyAccess, { summary: '急难情形解除', pii: 'none' })
  async endEmergency(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.EndEmergencyBody,
  ): Promise<WriteAnswer> {
    return door.issue(new EndEmergency(id, body.on));
  }

  @Post('paperwork')
  @HttpCode(200)
  @CommandEndpoint(CompletePaperwork, completePaperworkAccess, { summary: '补齐小额快救手续', pii: 'none' })
  async completePaperwork(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.CompletePaperworkBody,
  ): Promise<WriteAnswer> {
    return door.issue(new CompletePaperwork(id, body.items));
  }
}
