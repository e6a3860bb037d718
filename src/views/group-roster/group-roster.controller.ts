import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Pattern } from '../../platform/http/shape.js';
import { groupRosterProjection } from './group-roster.projection.js';
import type { GroupRow } from './group-roster.query.js';
import { FindGroups } from './group-roster.query.js';

export class GroupRosterQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
}

@Controller('groups')
export class GroupRosterController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findGroups',
    summary: '困难救助信息采集组成员花名册(附件4)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI2',
    views: [groupRosterProjection],
  })
  async findGroups(
    @ReadingDoor() reading: Reading,
    @Query() query: GroupRosterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<GroupRow>> {
    const page = await this.queries.execute(new FindGroups(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
