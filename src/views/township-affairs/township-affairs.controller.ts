import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import type { AffairKind } from './township-affairs.projection.js';
import { townshipAffairsProjection } from './township-affairs.projection.js';
import type { AffairRow } from './township-affairs.query.js';
import { FindTownshipAffairs, affairNames } from './township-affairs.query.js';

export class TownshipAffairsQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Code(affairNames, { description: '种类', optional: true }) kind?: AffairKind;
  @Pattern(/^(20|21)\d\d$/, '须为四位年份', { description: '年份', optional: true, example: '2026' }) year?: string;
}

@Controller('townships/affairs')
export class TownshipAffairsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findTownshipAffairs',
    summary: '督查、村级考核与奖惩、应急令',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [townshipAffairsProjection],
  })
  async findTownshipAffairs(
    @ReadingDoor() reading: Reading,
    @Query() query: TownshipAffairsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<AffairRow>> {
    const page = await this.queries.execute(new FindTownshipAffairs(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
