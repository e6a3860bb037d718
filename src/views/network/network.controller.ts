import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import { networkProjection } from './network.projection.js';
import type { Level, NetworkRow } from './network.query.js';
import { FindNetwork, levelNames } from './network.query.js';

export class NetworkQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Code(levelNames, { description: '层级', optional: true }) level?: Level;
}

@Controller('network')
export class NetworkController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findNetwork',
    summary: '四级联动责任网络：市、乡镇、村、组由谁负责',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI2',
    views: [networkProjection],
  })
  async findNetwork(
    @ReadingDoor() reading: Reading,
    @Query() query: NetworkQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<NetworkRow>> {
    const page = await this.queries.execute(new FindNetwork(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
