import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../platform/http/command-door.js';
import { Door } from '../../platform/http/command-door.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import { AppointCoordinator, appointCoordinatorAccess } from './appointment/appoint-coordinator.js';
import { AppointCoordinatorBody, appointCoordinatorFrom } from './appointment/appoint-coordinator.dto.js';
import { ChangeCoordinator, changeCoordinatorAccess } from './appointment/change-coordinator.js';
import { ChangeCoordinatorBody, changeCoordinatorFrom } from './appointment/change-coordinator.dto.js';
import { ConvertPostToCoordinator, convertPostToCoordinatorAccess } from './appointment/convert-post-to-coordinator.js';
import { ConvertPostBody, convertPostFrom } from './appointment/convert-post-to-coordinator.dto.js';
import { AssignVillages, assignVillagesAccess } from './responsibility/assign-villages.js';
import { AssignVillagesBody, assignVillagesFrom } from './responsibility/assign-villages.dto.js';
import { GroundsBody, HandOverBody, groundsFrom } from './responsibility/grounds.dto.js';
import { RelieveCoordinator, relieveCoordinatorAccess } from './responsibility/relieve-coordinator.js';
import { ResumeCoordinator, resumeCoordinatorAccess } from './responsibility/resume-coordinator.js';
import { SuspendCoordinator, suspendCoordinatorAccess } from './responsibility/suspend-coordinator.js';
import { SuspendCoordinatorBody, suspendCoordinatorFrom } from './responsibility/suspend-coordinator.dto.js';
import { TransferCoordinator, transferCoordinatorAccess } from './responsibility/transfer-coordinator.js';
import { TransferCoordinatorBody, transferCoordinatorFrom } from './responsibility/transfer-coordinator.dto.js';

/** Every write URL of coordinators, in the order of life. */
@Controller('coordinators')
export class CoordinatorController {
  @Post()
  @CommandEndpoint(AppointCoordinator, appointCoordinatorAccess, { summary: '任命协理员' })
  async appointCoordinator(@Door() door: CommandDoor, @Body() body: AppointCoordinatorBody): Promise<WriteAnswer> {
    const command = await appointCoordinatorFrom(body, door);
    return door.issue(command, { coordinatorId: command.coordinatorId });
  }

  @Post('conversions')
  @CommandEndpoint(ConvertPostToCoordinator, convertPostToCoordinatorAccess, { summary: '由原岗位转为协理员' })
  async convertPost(@Door() door: CommandDoor, @Body() body: ConvertPostBody): Promise<WriteAnswer> {
    const command = await convertPostFrom(body, door);
    return door.issue(command, { coordinatorId: command.coordinatorId });
  }

  @Post(':coordinatorId/changes')
  @HttpCode(200)
  @CommandEndpoint(ChangeCoordinator, changeCoordinatorAccess, { summary: '变更协理员信息' })
  async changeCoordinator(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: ChangeCoordinatorBody,
  ): Promise<WriteAnswer> {
    return door.issue(await changeCoordinatorFrom(id, body, door));
  }

  @Post(':coordinatorId/village-assignments')
  @HttpCode(200)
  @CommandEndpoint(AssignVillages, assignVillagesAccess, { summary: '调整协理员负责的村(社区)', pii: 'none' })
  async assignVillages(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: AssignVillagesBody,
  ): Promise<WriteAnswer> {
    return door.issue(await assignVillagesFrom(id, body, door));
  }

  @Post(':coordinatorId/suspensions')
  @HttpCode(200)
  @CommandEndpoint(SuspendCoordinator, suspendCoordinatorAccess, { summary: '协理员停职', pii: 'none' })
  async suspendCoordinator(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: SuspendCoordinatorBody,
  ): Promise<WriteAnswer> {
    return door.issue(await suspendCoordinatorFrom(id, body, door));
  }

  @Post(':coordinatorId/resumptions')
  @HttpCode(200)
  @CommandEndpoint(ResumeCoordinator, resumeCoordinatorAccess, { summary: '协理员复职', pii: 'none' })
  async resumeCoordinator(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: GroundsBody,
  ): Promise<WriteAnswer> {
    return door.issue(new ResumeCoordinator(id, body.from, await groundsFrom(id, body, door)));
  }

  @Post(':coordinatorId/transfers')
  @HttpCode(200)
  @CommandEndpoint(TransferCoordinator, transferCoordinatorAccess, { summary: '协理员调往其他乡镇', pii: 'none' })
  async transferCoordinator(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: TransferCoordinatorBody,
  ): Promise<WriteAnswer> {
    return door.issue(await transferCoordinatorFrom(id, body, door));
  }

  @Post(':coordinatorId/reliefs')
  @HttpCode(200)
  @CommandEndpoint(RelieveCoordinator, relieveCoordinatorAccess, { summary: '免去协理员职务', pii: 'none' })
  async relieveCoordinator(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: HandOverBody,
  ): Promise<WriteAnswer> {
    return door.issue(new RelieveCoordinator(id, body.from, await groundsFrom(id, body, door), body.handOverTo));
  }
}
