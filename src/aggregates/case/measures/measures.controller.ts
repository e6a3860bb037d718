import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { GrantMeasure, grantMeasureAccess } from './grant-measure.js';
import { NotifyRefusal, notifyRefusalAccess } from './notify-refusal.js';
import { ProposeAidPlan, proposeAidPlanAccess } from './propose-aid-plan.js';
import { RefuseMeasure, refuseMeasureAccess } from './refuse-measure.js';
import * as dto from './measures.dto.js';

/** The plan, the decision and what is told of it (S11, S20). */
@Controller('cases/:caseId')
export class MeasuresController {
  @Post('aid-plans')
  @HttpCode(200)
  @CommandEndpoint(ProposeAidPlan, proposeAidPlanAccess, { summary: '提出救助方案' })
  async proposeAidPlan(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.ProposeAidPlanBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.proposeAidPlanFrom(id, body, door));
  }

  @Post('applications/:applicationId/grants')
  @HttpCode(200)
  @CommandEndpoint(GrantMeasure, grantMeasureAccess, { summary: '确认给予救助' })
  async grantMeasure(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.GrantMeasureBody,
  ): Promise<WriteAnswer> {
    const command = dto.grantMeasureFrom(id, applicationId, body, door);
    return door.issue(command, { measureId: command.measure.measureId });
  }

  @Post('applications/:applicationId/refusals')
  @HttpCode(200)
  @CommandEndpoint(RefuseMeasure, refuseMeasureAccess, { summary: '不予救助' })
  async refuseMeasure(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.RefuseMeasureBody,
  ): Promise<WriteAnswer> {
    return door.issue(
      new RefuseMeasure(id, applicationId, body.reasonCodes, await sealedUnlessBlank(id, body.text, door)),
    );
  }

  @Post('refusal-notifications')
  @HttpCode(200)
  @CommandEndpoint(NotifyRefusal, notifyRefusalAccess, { summary: '书面告知不予救助', pii: 'none' })
  async notifyRefusal(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.NotifyRefusalBody,
  ): Promise<WriteAnswer> {
    return door.issue(new NotifyRefusal(id, { ...body }));
  }
}
