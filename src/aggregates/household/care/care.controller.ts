import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Door } from '../../../platform/http/command-door.js';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { ClearCareRisk, clearCareRiskAccess } from './clear-care-risk.js';
import { ClearCareRiskBody, clearCareRiskFrom } from './clear-care-risk.dto.js';
import { RaiseCareRisk, raiseCareRiskAccess } from './raise-care-risk.js';
import { RaiseCareRiskBody, raiseCareRiskFrom } from './raise-care-risk.dto.js';

/** Members of a household who may be ill cared for (照料风险). */
@Controller('households')
export class CareController {
  @Post(':householdId/care-risks')
  @HttpCode(200)
  @CommandEndpoint(RaiseCareRisk, raiseCareRiskAccess, { summary: '登记照料风险' })
  async raiseCareRisk(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: RaiseCareRiskBody,
  ): Promise<WriteAnswer> {
    const command = await raiseCareRiskFrom(id, body, door);
    return door.issue(command, { riskId: command.risk.riskId });
  }

  @Post(':householdId/care-risk-clearances')
  @HttpCode(200)
  @CommandEndpoint(ClearCareRisk, clearCareRiskAccess, { summary: '解除照料风险' })
  async clearCareRisk(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ClearCareRiskBody,
  ): Promise<WriteAnswer> {
    return door.issue(await clearCareRiskFrom(id, body, door));
  }
}
