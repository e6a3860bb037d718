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
import type { WatchListFilter, WatchListRow } from './watch-list.query.js';
import { FindWatchList } from './watch-list.query.js';

const states = { ON_WATCH: '观察中', RELEASED: '已移出' };
const yesOrNo = { true: '是', false: '否' };

export class WatchListQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Code(states, { description: '状态，默认观察中', optional: true }) state?: WatchListFilter['state'];
  @Code(yesOrNo, { description: '不符合原因按现行规则可能不再成立', optional: true })
  reasonNoLongerHolds?: WatchListFilter['reasonNoLongerHolds'];
}

/** Never published (rules.md): read by who decides about it, in his own area. */
@Controller('watch-list')
export class WatchListController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findWatchList',
    summary: '观察名单：救助观察群众、原因与复核',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [careListsProjection],
  })
  async findWatchList(
    @ReadingDoor() reading: Reading,
    @Query() query: WatchListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<WatchListRow>> {
    const page = await this.queries.execute(new FindWatchList(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
