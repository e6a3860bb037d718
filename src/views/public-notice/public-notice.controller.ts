import { Controller, Get, Header, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { noticePage } from './notice-page.js';
import type { PublicNotice } from './public-notice.query.js';
import { GetPublicNotice } from './public-notice.query.js';

/** Everybody who has an area at all; it is published in the village (L1 art. 45), not to the whole world. */
const READERS = [
  'COORDINATOR',
  'SECRETARY',
  'OFFICER',
  'REVIEWER',
  'WINDOW',
  'HOTLINE',
  'BUREAU',
  'DEPARTMENT',
  'AUDITOR',
] as const;

/** What hangs in the village, to be read and to be printed. */
@Controller('cases/:caseId/applications/:applicationId')
export class PublicNoticeController {
  constructor(private readonly queries: QueryBus) {}

  @Get('notice')
  @QueryEndpoint({
    operation: 'getPublicNotice',
    summary: '公示内容，公示期内与张贴时一致',
    roles: READERS,
    pii: 'PI1',
    views: [],
    target: 'case',
  })
  async getPublicNotice(
    @ReadingDoor() reading: Reading,
    @Param('caseId') caseId: string,
    @Param('applicationId') applicationId: string,
  ): Promise<PublicNotice> {
    return this.queries.execute(new GetPublicNotice(reading, caseId, applicationId));
  }

  @Get('notice.html')
  @QueryEndpoint({
    operation: 'printPublicNotice',
    summary: '打印公示(网页)',
    roles: READERS,
    pii: 'PI1',
    views: [],
    target: 'case',
  })
  @Header('content-type', 'text/html; charset=utf-8')
  async printPublicNotice(
    @ReadingDoor() reading: Reading,
    @Param('caseId') caseId: string,
    @Param('applicationId') applicationId: string,
  ): Promise<string> {
    return noticePage(await this.queries.execute(new GetPublicNotice(reading, caseId, applicationId)));
  }
}
