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
import type { CareWatchFilter, CareWatchRow } from './care-watch.query.js';
import { FindCareWatch } from './care-watch.query.js';

const states = { OPEN: '关注中', ENDED: '已解除' };

export class CareWatchQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Code(states, { description: '状态，默认关注中', optional: true }) state?: CareWatchFilter['state'];
}

/** Read by who decides about it in his own area, and by the coordinator who raises and clears it in his villages. */
@Controller('care-watch')
export class CareWatchController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findCareWatch',
    summary: '照料关注名单：权益受侵害或存有隐患的家庭成员',
    roles: ['COORDINATOR', 'OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [careListsProjection],
  })
  async findCareWatch(
    @ReadingDoor() reading: Reading,
    @Query() query: CareWatchQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<CareWatchRow>> {
    const page = await this.queries.execute(new FindCareWatch(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
