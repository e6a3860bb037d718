import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../platform/http/command-door.js';
import { Door } from '../../platform/http/command-door.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import { AssignDuty, assignDutyAccess } from './duties/assign-duty.js';
import { RecordDuty, recordDutyAccess } from './duties/record-duty.js';
import { MobiliseSocialForce, mobiliseSocialForceAccess } from './duties/mobilise-social-force.js';
import { RecordPublicLabour, recordPublicLabourAccess } from './duties/record-public-labour.js';
import * as dto from './duties/duties.dto.js';

/** What a coordinator is given to do, and what he did (S06). */
@Controller('coordinators/:coordinatorId')
export class DutiesController {
  @Post('duty-assignments')
  @HttpCode(200)
  @CommandEndpoint(AssignDuty, assignDutyAccess, { summary: '交办任务', pii: 'none' })
  async assignDuty(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: dto.AssignDutyBody,
  ): Promise<WriteAnswer> {
    const command = await dto.assignDutyFrom(id, body, door);
    return door.issue(command, { dutyId: command.duty.dutyId });
  }

  @Post('duties')
  @HttpCode(200)
  @CommandEndpoint(RecordDuty, recordDutyAccess, { summary: '登记履行职责', pii: 'none' })
  async recordDuty(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: dto.RecordDutyBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.recordDutyFrom(id, body, door));
  }

  @Post('social-forces')
  @HttpCode(200)
  @CommandEndpoint(MobiliseSocialForce, mobiliseSocialForceAccess, { summary: '登记动员社会力量', pii: 'none' })
  async mobiliseSocialForce(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: dto.MobiliseSocialForceBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.mobiliseSocialForceFrom(id, body, door));
  }

  @Post('public-labour')
  @HttpCode(200)
  @CommandEndpoint(RecordPublicLabour, recordPublicLabourAccess, { summary: '登记公益性劳动', pii: 'none' })
  async recordPublicLabour(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: dto.RecordPublicLabourBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.recordPublicLabourFrom(id, body, door));
  }
}
