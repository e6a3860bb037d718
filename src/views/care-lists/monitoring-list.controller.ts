import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import { careListsProjection } from './care-lists.projection.js';
import type { MonitoringFilter, MonitoringRow } from './monitoring-list.query.js';
import { FindMonitoring } from './monitoring-list.query.js';

const states = { MONITORED: '监测中', ENDED: '已结束' };

export class MonitoringQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Code(states, { description: '状态，默认监测中', optional: true }) state?: MonitoringFilter['state'];
}

@Controller('monitoring')
export class MonitoringListController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findMonitoring',
    summary: '低收入人口动态监测名单',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [careListsProjection],
  })
  async findMonitoring(
    @ReadingDoor() reading: Reading,
    @Query() query: MonitoringQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<MonitoringRow>> {
    const page = await this.queries.execute(new FindMonitoring(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
