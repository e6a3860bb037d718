import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { RetryPolicyStep, retryPolicyStepAccess } from './retry-policy-step.js';

/** What was to follow from a case by itself and did not. */
@Controller('cases/:caseId')
export class RefusedStepsController {
  @Post('policy-refusals/:refusalId/retries')
  @HttpCode(200)
  @CommandEndpoint(RetryPolicyStep, retryPolicyStepAccess, { summary: '重试一次未成的自动办理', pii: 'none' })
  async retryPolicyStep(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('refusalId') refusalId: string,
  ): Promise<WriteAnswer> {
    return door.issue(new RetryPolicyStep(id, refusalId));
  }
}
