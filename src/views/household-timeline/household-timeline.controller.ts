import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { HistoryRow } from '../../platform/http/history.js';
import { PageQuery } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { GetHouseholdTimeline } from './household-timeline.query.js';

@Controller('households')
export class HouseholdTimelineController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':householdId/timeline')
  @QueryEndpoint({
    operation: 'getHouseholdTimeline',
    summary: '一户全程：每一步一句话，更正时以其编号指明',
    roles: ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'BUREAU', 'AUDITOR'],
    pii: 'PI0',
    views: [],
    target: 'household',
  })
  async getHouseholdTimeline(
    @ReadingDoor() reading: Reading,
    @Param('householdId') householdId: string,
    @Query() _query: PageQuery,
  ): Promise<{ readonly rows: readonly HistoryRow[] }> {
    return this.queries.execute(new GetHouseholdTimeline(reading, householdId));
  }
}
