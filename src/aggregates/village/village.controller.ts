import { Body, Controller, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../platform/http/command-door.js';
import { Door } from '../../platform/http/command-door.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import { DesignateSecretary, designateSecretaryAccess } from './secretary/designate-secretary.js';
import { RecordSweep, recordSweepAccess } from './sweeps/record-sweep.js';
import * as dto from './village.dto.js';

/** Every write URL of villages. The village stands in the form. */
@Controller('villages')
export class VillageController {
  @Post('secretaries')
  @CommandEndpoint(DesignateSecretary, designateSecretaryAccess, { summary: '确定村党组织书记' })
  async designateSecretary(@Door() door: CommandDoor, @Body() body: dto.DesignateSecretaryBody): Promise<WriteAnswer> {
    const command = await dto.designateSecretaryFrom(body, door);
    return door.issue(command, { personId: command.secretary.personId });
  }

  @Post('sweeps')
  @CommandEndpoint(RecordSweep, recordSweepAccess, { summary: '登记全面摸排', pii: 'none' })
  recordSweep(@Door() door: CommandDoor, @Body() body: dto.RecordSweepBody): Promise<WriteAnswer> {
    return door.issue(dto.recordSweepFrom(body));
  }
}
