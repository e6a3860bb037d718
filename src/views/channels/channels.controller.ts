import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Pattern } from '../../platform/http/shape.js';
import { channelsProjection } from './channels.projection.js';
import type { ChannelsRow } from './channels.query.js';
import { FindChannels } from './channels.query.js';

export class ChannelsQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^(20|21)\d\d$/, '须为四位年份', { description: '年度，默认当年', optional: true, example: '2026' })
  year?: string;
}

@Controller('channels')
export class ChannelsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findChannels',
    summary: '政策宣传渠道使用情况',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'none',
    views: [channelsProjection],
  })
  async findChannels(
    @ReadingDoor() reading: Reading,
    @Query() query: ChannelsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<ChannelsRow>> {
    const page = await this.queries.execute(new FindChannels(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
