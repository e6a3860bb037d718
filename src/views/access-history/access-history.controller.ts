import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { AccessRow } from './access-history.query.js';
import { FindAccessHistory } from './access-history.query.js';

@Controller('households/:householdId/accesses')
export class AccessHistoryController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findAccessHistory',
    summary: '查阅记录：谁看过这一户',
    roles: ['OFFICER', 'BUREAU', 'AUDITOR'],
    purpose: 'SUPERVISION',
    pii: 'PI0',
    views: [],
    target: 'household',
  })
  async findAccessHistory(
    @ReadingDoor() reading: Reading,
    @Param('householdId') householdId: string,
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<AccessRow>> {
    const page = await this.queries.execute(new FindAccessHistory(reading, householdId, query));
    linkNext(reply, page.next);
    return page;
  }
}
