import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Door } from '../../platform/http/command-door.js';
import type { CommandDoor } from '../../platform/http/command-door.js';
import type { WriteAnswer } from '../../platform/http/command-door.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import { ListHousehold, listHouseholdAccess } from './listing/list-household.js';
import { ListHouseholdBody, listHouseholdFrom } from './listing/list-household.dto.js';
import { RegisterHousehold, registerHouseholdAccess } from './registration/register-household.js';
import { RegisterHouseholdBody, registerHouseholdFrom } from './registration/register-household.dto.js';
import { householdNoOf } from './registration/household-no.js';
import { RecordPatrolVisit, recordPatrolVisitAccess } from './visits/record-patrol-visit.js';
import { RecordPatrolVisitBody, recordPatrolVisitFrom } from './visits/record-patrol-visit.dto.js';

@Controller('households')
export class HouseholdController {
  @Post()
  @CommandEndpoint(RegisterHousehold, registerHouseholdAccess, { summary: '登记家庭' })
  async registerHousehold(@Door() door: CommandDoor, @Body() body: RegisterHouseholdBody): Promise<WriteAnswer> {
    const command = await registerHouseholdFrom(body, door);
    const householdNo = householdNoOf(command.villageCode, command.householdId);
    return door.issue(command, { householdId: command.householdId, householdNo, headMemberId: command.head.memberId });
  }

  @Post(':householdId/listings')
  @HttpCode(200)
  @CommandEndpoint(ListHousehold, listHouseholdAccess, { summary: '列入重点人群花名册' })
  async listHousehold(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ListHouseholdBody,
  ): Promise<WriteAnswer> {
    return door.issue(await listHouseholdFrom(id, body, door));
  }

  @Post(':householdId/patrol-visits')
  @HttpCode(200)
  @CommandEndpoint(RecordPatrolVisit, recordPatrolVisitAccess, { summary: '记录巡查走访' })
  async recordPatrolVisit(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: RecordPatrolVisitBody,
  ): Promise<WriteAnswer> {
    const command = await recordPatrolVisitFrom(id, body, door);
    return door.issue(command, { visitId: command.report.visitId });
  }
}
