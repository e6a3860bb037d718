import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import { coordinatorRosterProjection } from './coordinator-roster.projection.js';
import type { CoordinatorFilter, CoordinatorRow } from './coordinator-roster.query.js';
import { FindCoordinators } from './coordinator-roster.query.js';

const states = { ON_DUTY: '在岗', SUSPENDED: '停职', RELIEVED: '已免职', ALL: '全部' };

export class CoordinatorRosterQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Code(states, { description: '状态，默认在岗和停职', optional: true }) state?: CoordinatorFilter['state'];
}

@Controller('coordinators')
export class CoordinatorRosterController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findCoordinators',
    summary: '村级社会救助协理员花名册(附件3)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI2',
    views: [coordinatorRosterProjection],
  })
  async findCoordinators(
    @ReadingDoor() reading: Reading,
    @Query() query: CoordinatorRosterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<CoordinatorRow>> {
    const page = await this.queries.execute(new FindCoordinators(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
