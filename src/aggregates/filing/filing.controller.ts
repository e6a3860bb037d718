import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../platform/http/command-door.js';
import { Door } from '../../platform/http/command-door.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import * as dto from './filing.dto.js';
import { filingIdOf } from './filing.js';
import { AcceptFiling, acceptFilingAccess } from './submission/accept-filing.js';
import { ReturnFiling, returnFilingAccess } from './submission/return-filing.js';
import { SubmitFiling, submitFilingAccess } from './submission/submit-filing.js';

/** Every write URL of filings. */
@Controller('filings')
export class FilingController {
  @Post()
  @CommandEndpoint(SubmitFiling, submitFilingAccess, { summary: '报送花名册备案' })
  async submitFiling(@Door() door: CommandDoor, @Body() body: dto.SubmitFilingBody): Promise<WriteAnswer> {
    return door.issue(await dto.submitFilingFrom(body, door), { filingId: filingIdOf(body) });
  }

  @Post(':filingId/returns')
  @HttpCode(200)
  @CommandEndpoint(ReturnFiling, returnFilingAccess, { summary: '退回花名册备案' })
  async returnFiling(
    @Door() door: CommandDoor,
    @Param('filingId') filingId: string,
    @Body() body: dto.ReturnFilingBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.returnFilingFrom(filingId, body, door));
  }

  @Post(':filingId/acceptances')
  @HttpCode(200)
  @CommandEndpoint(AcceptFiling, acceptFilingAccess, { summary: '接受花名册备案', pii: 'none' })
  acceptFiling(@Door() door: CommandDoor, @Param('filingId') filingId: string): Promise<WriteAnswer> {
    return door.issue(new AcceptFiling(filingId));
  }
}
