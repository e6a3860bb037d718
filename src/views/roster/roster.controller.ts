import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { categoryNames } from '../../aggregates/household/codes.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import type { RosterFilter, RosterRow } from './roster.query.js';
import { FindRoster } from './roster.query.js';
import { responsibleTermsProjection } from '../responsible-terms/responsible-terms.projection.js';
import { rosterProjection } from './roster.projection.js';

const states = { LISTED: '在册', DELISTED: '已移出', UNLISTED: '未列入', ALL: '全部' };

export class RosterQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Code(categoryNames, { description: '人员类别', optional: true }) category?: string;
  @Code(states, { description: '在册状态，默认在册', optional: true }) state?: RosterFilter['state'];
}

@Controller('roster')
export class RosterController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findRoster',
    summary: '重点人群花名册(附件1)',
    roles: ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'WINDOW', 'BUREAU'],
    pii: 'PI2',
    views: [rosterProjection, responsibleTermsProjection],
  })
  async findRoster(
    @ReadingDoor() reading: Reading,
    @Query() query: RosterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<RosterRow>> {
    const page = await this.queries.execute(new FindRoster(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
