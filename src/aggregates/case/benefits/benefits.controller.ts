import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { AnnounceEnding, announceEndingAccess } from './announce-ending.js';
import { AssessWholeHousehold, assessWholeHouseholdAccess } from './assess-whole-household.js';
import * as dto from './benefits.dto.js';
import { EndMeasure, endMeasureAccess } from './end-measure.js';
import { HoldHearing, holdHearingAccess } from './hold-hearing.js';
import { RecordPayment, recordPaymentAccess } from './record-payment.js';
import { ReduceMeasure, reduceMeasureAccess } from './reduce-measure.js';
import { ReviewMeasure, reviewMeasureAccess } from './review-measure.js';

/** A granted measure from its first payment to its end (S21; 社会救助法 art. 48). */
@Controller('cases/:caseId')
export class BenefitsController {
  @Post('measures/:measureId/payments')
  @HttpCode(200)
  @CommandEndpoint(RecordPayment, recordPaymentAccess, { summary: '登记救助金发放', pii: 'none' })
  async recordPayment(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('measureId') measureId: string,
    @Body() body: dto.RecordPaymentBody,
  ): Promise<WriteAnswer> {
    return door.issue(new RecordPayment(id, { measureId, ...body }));
  }

  @Post('measures/:measureId/reviews')
  @HttpCode(200)
  @CommandEndpoint(ReviewMeasure, reviewMeasureAccess, { summary: '登记定期核查', pii: 'none' })
  async reviewMeasure(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('measureId') measureId: string,
    @Body() body: dto.ReviewMeasureBody,
  ): Promise<WriteAnswer> {
    return door.issue(new ReviewMeasure(id, { measureId, ...body }));
  }

  @Post('measures/:measureId/hearings')
  @HttpCode(200)
  @CommandEndpoint(HoldHearing, holdHearingAccess, { summary: '减发或停止救助前听取意见' })
  async holdHearing(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('measureId') measureId: string,
    @Body() body: dto.HoldHearingBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.holdHearingFrom(id, measureId, body, door));
  }

  @Post('measures/:measureId/announcements')
  @HttpCode(200)
  @CommandEndpoint(AnnounceEnding, announceEndingAccess, { summary: '书面告知减发或停止救助', pii: 'none' })
  async announceEnding(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('measureId') measureId: string,
    @Body() body: dto.AnnounceEndingBody,
  ): Promise<WriteAnswer> {
    return door.issue(new AnnounceEnding(id, { measureId, ...body }));
  }

  @Post('measures/:measureId/reductions')
  @HttpCode(200)
  @CommandEndpoint(ReduceMeasure, reduceMeasureAccess, { summary: '减发救助' })
  async reduceMeasure(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('measureId') measureId: string,
    @Body() body: dto.ReduceMeasureBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.reduceMeasureFrom(id, measureId, body, door));
  }

  @Post('measures/:measureId/endings')
  @HttpCode(200)
  @CommandEndpoint(EndMeasure, endMeasureAccess, { summary: '停止救助' })
  async endMeasure(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('measureId') measureId: string,
    @Body() body: dto.EndMeasureBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.endMeasureFrom(id, measureId, body, door));
  }

  @Post('whole-household-assessments')
  @HttpCode(200)
  @CommandEndpoint(AssessWholeHousehold, assessWholeHouseholdAccess, { summary: '整户保评估' })
  async assessWholeHousehold(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Body() body: dto.AssessWholeHouseholdBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.assessWholeHouseholdFrom(id, body, door));
  }
}
