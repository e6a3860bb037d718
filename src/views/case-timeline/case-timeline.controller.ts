import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { PageQuery } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { TimelineRow } from './case-timeline.query.js';
import { GetCaseTimeline } from './case-timeline.query.js';

@Controller('cases')
export class CaseTimelineController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':caseId/timeline')
  @QueryEndpoint({
    operation: 'getCaseTimeline',
    summary: '个案全程：每一步一句话及其后的状态',
    roles: ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'WINDOW', 'BUREAU', 'AUDITOR'],
    pii: 'PI0',
    views: [],
    target: 'case',
  })
  async getCaseTimeline(
    @ReadingDoor() reading: Reading,
    @Param('caseId') caseId: string,
    @Query() _query: PageQuery,
  ): Promise<{ readonly rows: readonly TimelineRow[] }> {
    return this.queries.execute(new GetCaseTimeline(reading, caseId));
  }
}
