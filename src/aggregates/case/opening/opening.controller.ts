import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { AssessUrgency, assessUrgencyAccess } from './assess-urgency.js';
import { LinkHousehold, linkHouseholdAccess } from './link-household.js';
import { OpenCaseFromRoster, openCaseFromRosterAccess } from './open-case-from-roster.js';
import { OpenCase, openCaseAccess } from './open-case.js';
import * as dto from './opening.dto.js';

/** Opening a case and saying whose it is (S18, S29). */
@Controller('cases')
export class OpeningController {
  @Post(':caseId/openings')
  @HttpCode(200)
  @CommandEndpoint(OpenCase, openCaseAccess, { summary: '立案', pii: 'none' })
  async openCase(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.OpenCaseBody,
  ): Promise<WriteAnswer> {
    return door.issue(dto.openCaseFrom(id, body));
  }

  @Post('roster-openings')
  @CommandEndpoint(OpenCaseFromRoster, openCaseFromRosterAccess, { summary: '由花名册立案' })
  async openCaseFromRoster(@Door() door: CommandDoor, @Body() body: dto.OpenCaseFromRosterBody): Promise<WriteAnswer> {
    const command = await dto.openCaseFromRosterFrom(body, door);
    return door.issue(command, { caseId: command.caseId });
  }

  @Post(':caseId/urgency-assessments')
  @HttpCode(200)
  @CommandEndpoint(AssessUrgency, assessUrgencyAccess, { summary: '判定急难程度' })
  async assessUrgency(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.AssessUrgencyBody,
  ): Promise<WriteAnswer> {
    return door.issue(new AssessUrgency(id, body.urgency, await sealedUnlessBlank(id, body.basis, door)));
  }

  @Post(':caseId/household-links')
  @HttpCode(200)
  @CommandEndpoint(LinkHousehold, linkHouseholdAccess, { summary: '关联家庭', pii: 'none' })
  async linkHousehold(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.LinkHouseholdBody,
  ): Promise<WriteAnswer> {
    return door.issue(new LinkHousehold(id, body.householdRef));
  }
}
