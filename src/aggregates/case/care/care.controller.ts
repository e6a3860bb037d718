import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { AcceptCentralCare, acceptCentralCareAccess } from './accept-central-care.js';
import * as dto from './care.dto.js';
import { DeclineCentralCare, declineCentralCareAccess } from './decline-central-care.js';
import { EndCareAgreement, endCareAgreementAccess } from './end-care-agreement.js';
import { LeaveCentralCare, leaveCentralCareAccess } from './leave-central-care.js';
import { OfferCentralCare, offerCentralCareAccess } from './offer-central-care.js';
import { PlaceInCentralCare, placeInCentralCareAccess } from './place-in-central-care.js';
import { RecordCareFollowUp, recordCareFollowUpAccess } from './record-care-follow-up.js';
import { SignCareAgreement, signCareAgreementAccess } from './sign-care-agreement.js';

/** Central care and care by agreement of 特困 persons who cannot look after themselves (S22). */
@Controller('cases/:caseId')
export class CaseCareController {
  @Post('central-care-offers')
  @HttpCode(200)
  @CommandEndpoint(OfferCentralCare, offerCentralCareAccess, { summary: '征询集中供养意愿' })
  async offerCentralCare(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() { institution, ...offer }: dto.OfferCentralCareBody,
  ): Promise<WriteAnswer> {
    return door.issue(new OfferCentralCare(id, offer, await sealedUnlessBlank(id, institution, door)));
  }

  @Post('central-care-acceptances')
  @HttpCode(200)
  @CommandEndpoint(AcceptCentralCare, acceptCentralCareAccess, { summary: '同意集中供养', pii: 'none' })
  async acceptCentralCare(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.CareConsentBody,
  ): Promise<WriteAnswer> {
    return door.issue(new AcceptCentralCare(id, dto.careConsentFrom(body)));
  }

  @Post('central-care-refusals')
  @HttpCode(200)
  @CommandEndpoint(DeclineCentralCare, declineCentralCareAccess, { summary: '不愿集中供养', pii: 'none' })
  async declineCentralCare(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.CareConsentBody,
  ): Promise<WriteAnswer> {
    return door.issue(new DeclineCentralCare(id, dto.careConsentFrom(body)));
  }

  @Post('central-care-placements')
  @HttpCode(200)
  @CommandEndpoint(PlaceInCentralCare, placeInCentralCareAccess, { summary: '入住供养服务机构' })
  async placeInCentralCare(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() { institution, ...placed }: dto.PlaceInCentralCareBody,
  ): Promise<WriteAnswer> {
    return door.issue(new PlaceInCentralCare(id, placed, await sealedUnlessBlank(id, institution, door)));
  }

  @Post('central-care-departures')
  @HttpCode(200)
  @CommandEndpoint(LeaveCentralCare, leaveCentralCareAccess, { summary: '离开供养服务机构' })
  async leaveCentralCare(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() { text, ...left }: dto.LeaveCentralCareBody,
  ): Promise<WriteAnswer> {
    return door.issue(new LeaveCentralCare(id, left, await sealedUnlessBlank(id, text, door)));
  }

  @Post('care-agreements')
  @HttpCode(200)
  @CommandEndpoint(SignCareAgreement, signCareAgreementAccess, { summary: '签订照料协议' })
  async signCareAgreement(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.SignCareAgreementBody,
  ): Promise<WriteAnswer> {
    const command = await dto.signCareAgreementFrom(id, body, door);
    return door.issue(command, { agreementId: command.agreement.agreementId });
  }

  @Post('care-agreement-ends')
  @HttpCode(200)
  @CommandEndpoint(EndCareAgreement, endCareAgreementAccess, { summary: '终止照料协议' })
  async endCareAgreement(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() { text, ...ended }: dto.EndCareAgreementBody,
  ): Promise<WriteAnswer> {
    return door.issue(new EndCareAgreement(id, ended, await sealedUnlessBlank(id, text, door)));
  }

  @Post('care-follow-ups')
  @HttpCode(200)
  @CommandEndpoint(RecordCareFollowUp, recordCareFollowUpAccess, { summary: '登记照料跟踪' })
  async recordCareFollowUp(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() { text, ...followUp }: dto.RecordCareFollowUpBody,
  ): Promise<WriteAnswer> {
    return door.issue(new RecordCareFollowUp(id, followUp, await sealedUnlessBlank(id, text, door)));
  }
}
