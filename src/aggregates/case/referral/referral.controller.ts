import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { AcknowledgeReferral, acknowledgeReferralAccess } from './acknowledge-referral.js';
import { DeliverCharityAid, deliverCharityAidAccess } from './deliver-charity-aid.js';
import { MatchCharity, matchCharityAccess } from './match-charity.js';
import { Refer, referAccess } from './refer.js';
import { ReportOutcome, reportOutcomeAccess } from './report-outcome.js';
import * as dto from './referral.dto.js';

/** Referrals to departments and charities (S24, S25). */
@Controller('cases/:caseId')
export class ReferralController {
  @Post('referrals')
  @HttpCode(200)
  @CommandEndpoint(Refer, referAccess, { summary: '转介' })
  async refer(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.ReferBody,
  ): Promise<WriteAnswer> {
    const command = await dto.referFrom(id, body, door);
    return door.issue(command, { referralId: command.referral.referralId });
  }

  @Post('referrals/:referralId/acknowledgements')
  @HttpCode(200)
  @CommandEndpoint(AcknowledgeReferral, acknowledgeReferralAccess, { summary: '接收转介', pii: 'none' })
  async acknowledgeReferral(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('referralId') referralId: string,
  ): Promise<WriteAnswer> {
    return door.issue(new AcknowledgeReferral(id, referralId));
  }

  @Post('referrals/:referralId/outcomes')
  @HttpCode(200)
  @CommandEndpoint(ReportOutcome, reportOutcomeAccess, { summary: '反馈转介结果' })
  async reportOutcome(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('referralId') referralId: string,
    @Body() body: dto.ReportOutcomeBody,
  ): Promise<WriteAnswer> {
    return door.issue(
      new ReportOutcome(id, { referralId, outcome: body.outcome }, await sealedUnlessBlank(id, body.text, door)),
    );
  }

  @Post('referrals/:referralId/charities')
  @HttpCode(200)
  @CommandEndpoint(MatchCharity, matchCharityAccess, { summary: '对接慈善组织' })
  async matchCharity(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('referralId') referralId: string,
    @Body() body: dto.MatchCharityBody,
  ): Promise<WriteAnswer> {
    return door.issue(new MatchCharity(id, referralId, await sealedUnlessBlank(id, body.organisation, door)));
  }

  @Post('referrals/:referralId/charity-aids')
  @HttpCode(200)
  @CommandEndpoint(DeliverCharityAid, deliverCharityAidAccess, { summary: '登记慈善帮扶', pii: 'none' })
  async deliverCharityAid(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('referralId') referralId: string,
    @Body() body: dto.DeliverCharityAidBody,
  ): Promise<WriteAnswer> {
    return door.issue(new DeliverCharityAid(id, { referralId, ...body }));
  }
}
