import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { AcceptApplication, acceptApplicationAccess } from './accept-application.js';
import { AssistApplication, assistApplicationAccess } from './assist-application.js';
import { ExtendApplication, extendApplicationAccess } from './extend-application.js';
import { FinishEconomicCheck, finishEconomicCheckAccess } from './finish-economic-check.js';
import { ProposeOpinion, proposeOpinionAccess } from './propose-opinion.js';
import { ReuseEconomicCheck, reuseEconomicCheckAccess } from './reuse-economic-check.js';
import { StartEconomicCheck, startEconomicCheckAccess } from './start-economic-check.js';
import { WithdrawApplication, withdrawApplicationAccess } from './withdraw-application.js';
import * as dto from './application.dto.js';

/** Applications and the check of means (S11, S27). */
@Controller('cases/:caseId')
export class ApplicationController {
  @Post('assisted-applications')
  @HttpCode(200)
  @CommandEndpoint(AssistApplication, assistApplicationAccess, { summary: '协助申请' })
  async assistApplication(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.AssistApplicationBody,
  ): Promise<WriteAnswer> {
    const command = await dto.assistApplicationFrom(id, body, door);
    return door.issue(command, { applicationId: command.applicationId });
  }

  @Post('applications')
  @HttpCode(200)
  @CommandEndpoint(AcceptApplication, acceptApplicationAccess, { summary: '受理申请' })
  async acceptApplication(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.AcceptApplicationBody,
  ): Promise<WriteAnswer> {
    const command = await dto.acceptApplicationFrom(id, body, door);
    return door.issue(command, { applicationId: command.application.applicationId });
  }

  @Post('applications/:applicationId/withdrawals')
  @HttpCode(200)
  @CommandEndpoint(WithdrawApplication, withdrawApplicationAccess, { summary: '撤回申请' })
  async withdrawApplication(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.WithdrawApplicationBody,
  ): Promise<WriteAnswer> {
    return door.issue(new WithdrawApplication(id, applicationId, await sealedUnlessBlank(id, body.text, door)));
  }

  @Post('applications/:applicationId/extensions')
  @HttpCode(200)
  @CommandEndpoint(ExtendApplication, extendApplicationAccess, { summary: '延长办理期限', pii: 'none' })
  async extendApplication(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.ExtendApplicationBody,
  ): Promise<WriteAnswer> {
    return door.issue(new ExtendApplication(id, applicationId, body.reason, body.until));
  }

  @Post('applications/:applicationId/economic-checks')
  @HttpCode(200)
  @CommandEndpoint(StartEconomicCheck, startEconomicCheckAccess, { summary: '启动家庭经济状况核对' })
  async startEconomicCheck(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.StartEconomicCheckBody,
  ): Promise<WriteAnswer> {
    return door.issue(
      new StartEconomicCheck(id, applicationId, body.scope, await sealedUnlessBlank(id, body.authorisation, door)),
    );
  }

  @Post('applications/:applicationId/economic-check-results')
  @HttpCode(200)
  @CommandEndpoint(FinishEconomicCheck, finishEconomicCheckAccess, { summary: '登记核对结果' })
  async finishEconomicCheck(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.FinishEconomicCheckBody,
  ): Promise<WriteAnswer> {
    return door.issue(new FinishEconomicCheck(id, { applicationId, ...body }));
  }

  @Post('applications/:applicationId/economic-check-reuses')
  @HttpCode(200)
  @CommandEndpoint(ReuseEconomicCheck, reuseEconomicCheckAccess, { summary: '沿用核对结果', pii: 'none' })
  async reuseEconomicCheck(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.ReuseEconomicCheckBody,
  ): Promise<WriteAnswer> {
    return door.issue(new ReuseEconomicCheck(id, applicationId, body.fromCaseRef));
  }

  @Post('applications/:applicationId/opinions')
  @HttpCode(200)
  @CommandEndpoint(ProposeOpinion, proposeOpinionAccess, { summary: '提出初审意见' })
  async proposeOpinion(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.ProposeOpinionBody,
  ): Promise<WriteAnswer> {
    return door.issue(
      new ProposeOpinion(id, applicationId, body.opinion, await sealedUnlessBlank(id, body.text, door)),
    );
  }
}
