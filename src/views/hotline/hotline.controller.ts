import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { channelNames } from '../../aggregates/case/codes.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Code, Day, Pattern } from '../../platform/http/shape.js';
import type { HotlineCounts } from './hotline-counts.query.js';
import { CountHotline } from './hotline-counts.query.js';
import { hotlineProjection } from './hotline.projection.js';
import type { HotlineRow, HotlineState } from './hotline.query.js';
import { FindHotline, hotlineStateNames } from './hotline.query.js';

export class HotlineCountsQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Code(channelNames, { description: '热线', optional: true }) channel?: string;
  @Day({ description: '最早来电日', optional: true }) from?: string;
  @Day({ description: '最晚来电日', optional: true }) until?: string;
}

export class HotlineQuery extends HotlineCountsQuery {
  @Code(hotlineStateNames, { description: '状态', optional: true }) state?: HotlineState;
}

/** Read by who answers the calls of a township, and by who answers for them. */
@Controller()
export class HotlineController {
  constructor(private readonly queries: QueryBus) {}

  @Get('hotline')
  @QueryEndpoint({
    operation: 'findHotline',
    summary: '热线首次响应：来电、时限、响应',
    roles: ['OFFICER', 'REVIEWER', 'HOTLINE', 'BUREAU'],
    pii: 'PI0',
    views: [hotlineProjection],
  })
  async findHotline(
    @ReadingDoor() reading: Reading,
    @Query() query: HotlineQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<HotlineRow>> {
    const page = await this.queries.execute(new FindHotline(reading, query));
    linkNext(reply, page.next);
    return page;
  }

  @Get('hotline-counts')
  @QueryEndpoint({
    operation: 'countHotline',
    summary: '热线首次响应统计：乡镇 × 状态',
    roles: ['OFFICER', 'REVIEWER', 'HOTLINE', 'BUREAU'],
    pii: 'PI0',
    views: [hotlineProjection],
  })
  async countHotline(
    @ReadingDoor() reading: Reading,
    @Query() query: HotlineCountsQuery,
  ): Promise<{ readonly rows: readonly HotlineCounts[] }> {
    return this.queries.execute(new CountHotline(reading, query));
  }
}
