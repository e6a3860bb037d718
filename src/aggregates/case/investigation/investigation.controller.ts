import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { AssessNeeds, assessNeedsAccess } from './assess-needs.js';
import { AssessSelfCare, assessSelfCareAccess } from './assess-self-care.js';
import { CompleteInvestigation, completeInvestigationAccess } from './complete-investigation.js';
import { EstablishFacts, establishFactsAccess } from './establish-facts.js';
import { IdentifyProblem, identifyProblemAccess } from './identify-problem.js';
import * as dto from './investigation.dto.js';
import { ProposeCountermeasure, proposeCountermeasureAccess } from './propose-countermeasure.js';
import { RecordHomeVisit, recordHomeVisitAccess } from './record-home-visit.js';
import { RecordIneligibility, recordIneligibilityAccess } from './record-ineligibility.js';
import { RecordVisitFailure, recordVisitFailureAccess } from './record-visit-failure.js';

/** The investigation at home and what it came to (S09, S11, S18, S19). */
@Controller('cases/:caseId')
export class InvestigationController {
  @Post('home-visits')
  @HttpCode(200)
  @CommandEndpoint(RecordHomeVisit, recordHomeVisitAccess, { summary: '登记入户调查' })
  async recordHomeVisit(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.RecordHomeVisitBody,
  ): Promise<WriteAnswer> {
    const command = await dto.recordHomeVisitFrom(id, body, door);
    return door.issue(command, { visitId: command.visit.visitId });
  }

  @Post('visit-failures')
  @HttpCode(200)
  @CommandEndpoint(RecordVisitFailure, recordVisitFailureAccess, { summary: '登记入户未遇' })
  async recordVisitFailure(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.RecordVisitFailureBody,
  ): Promise<WriteAnswer> {
    const command = await dto.recordVisitFailureFrom(id, body, door);
    return door.issue(command, { visitId: command.failure.visitId });
  }

  @Post('established-facts')
  @HttpCode(200)
  @CommandEndpoint(EstablishFacts, establishFactsAccess, { summary: '查明一项家庭情况' })
  async establishFacts(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.EstablishFactsBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.establishFactsFrom(id, body, door));
  }

  @Post('needs-assessments')
  @HttpCode(200)
  @CommandEndpoint(AssessNeeds, assessNeedsAccess, { summary: '综合评估需求' })
  async assessNeeds(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.AssessNeedsBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.assessNeedsFrom(id, body, door));
  }

  @Post('problems')
  @HttpCode(200)
  @CommandEndpoint(IdentifyProblem, identifyProblemAccess, { summary: '登记问题' })
  async identifyProblem(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.IdentifyProblemBody,
  ): Promise<WriteAnswer> {
    const command = await dto.identifyProblemFrom(id, body, door);
    return door.issue(command, { problemId: command.problem.problemId });
  }

  @Post('countermeasures')
  @HttpCode(200)
  @CommandEndpoint(ProposeCountermeasure, proposeCountermeasureAccess, { summary: '提出对策' })
  async proposeCountermeasure(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.ProposeCountermeasureBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.proposeCountermeasureFrom(id, body, door));
  }

  @Post('self-care-assessments')
  @HttpCode(200)
  @CommandEndpoint(AssessSelfCare, assessSelfCareAccess, { summary: '评估生活自理能力' })
  async assessSelfCare(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.AssessSelfCareBody,
  ): Promise<WriteAnswer> {
    return door.issue(new AssessSelfCare(id, body.memberId, { ...body.indicators }));
  }

  @Post('investigation-completions')
  @HttpCode(200)
  @CommandEndpoint(CompleteInvestigation, completeInvestigationAccess, { summary: '完成调查评估' })
  async completeInvestigation(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.CompleteInvestigationBody,
  ): Promise<WriteAnswer> {
    return door.issue(new CompleteInvestigation(id, body.result, await sealedUnlessBlank(id, body.text, door)));
  }

  @Post('ineligibilities')
  @HttpCode(200)
  @CommandEndpoint(RecordIneligibility, recordIneligibilityAccess, { summary: '认定不符合条件' })
  async recordIneligibility(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.RecordIneligibilityBody,
  ): Promise<WriteAnswer> {
    const text = await sealedUnlessBlank(id, body.text, door);
    return door.issue(new RecordIneligibility(id, body.reasonCodes, text, body.hasRealDifficulty));
  }
}
