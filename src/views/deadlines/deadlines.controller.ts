import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { ClockKind } from '../../aggregates/case/clocks/clock-kinds.js';
import { clockNames } from '../../aggregates/case/clocks/clock-kinds.js';
import type { Level } from '../../aggregates/case/clocks/clock-limits.js';
import { levelNames } from '../../aggregates/case/clocks/clock-limits.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Code, Day, Pattern, Reference } from '../../platform/http/shape.js';
import { deadlinesProjection } from './deadlines.projection.js';
import type { DeadlineRow } from './deadlines.query.js';
import { FindDeadlines } from './deadlines.query.js';

export class DeadlinesQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Code(clockNames, { description: '时限种类', optional: true }) kind?: ClockKind;
  @Code(levelNames, { description: '状态', optional: true }) level?: Level;
  @Day({ description: '最早到期日', optional: true }) dueFrom?: string;
  @Day({ description: '最晚到期日', optional: true }) dueUntil?: string;
  @Reference({ description: '责任人；转介为部门代码', optional: true }) owner?: string;
}

@Controller('deadlines')
export class DeadlinesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findDeadlines',
    summary: '个案办理时限：法定与承诺，临近和逾期',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI0',
    views: [deadlinesProjection],
  })
  async findDeadlines(
    @ReadingDoor() reading: Reading,
    @Query() query: DeadlinesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<DeadlineRow>> {
    const page = await this.queries.execute(new FindDeadlines(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
