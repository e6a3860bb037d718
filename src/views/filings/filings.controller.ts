import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Pattern } from '../../platform/http/shape.js';
import { filingsProjection } from './filings.projection.js';
import type { FilingRow } from './filings.query.js';
import { FindFilings } from './filings.query.js';

export class FilingsQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^(20|21)\d\d$/, '须为四位年份', { description: '备案年度，默认当年', optional: true, example: '2026' })
  year?: string;
}

@Controller('filings')
export class FilingsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findFilings',
    summary: '花名册备案情况',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [filingsProjection],
  })
  async findFilings(
    @ReadingDoor() reading: Reading,
    @Query() query: FilingsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<FilingRow>> {
    const page = await this.queries.execute(new FindFilings(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
