import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Pattern } from '../../platform/http/shape.js';
import { careArrangementsProjection } from './care-arrangements.projection.js';
import type { CareArrangementRow } from './care-arrangements.query.js';
import { FindCareArrangements } from './care-arrangements.query.js';
import { careListsProjection } from './care-lists.projection.js';

export class CareArrangementsQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
}

/** Read by who decides about it in his own area, and by the coordinator who goes to see in his villages. */
@Controller('care-arrangements')
export class CareArrangementsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findCareArrangements',
    summary: '照料安排清单：集中供养、照料协议与跟踪',
    roles: ['COORDINATOR', 'OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [careArrangementsProjection, careListsProjection],
  })
  async findCareArrangements(
    @ReadingDoor() reading: Reading,
    @Query() query: CareArrangementsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<CareArrangementRow>> {
    const page = await this.queries.execute(new FindCareArrangements(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
