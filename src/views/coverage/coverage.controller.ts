import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import { coverageProjection } from './coverage.projection.js';
import type { CoverageFilter, CoverageRow } from './coverage.query.js';
import { FindCoverage } from './coverage.query.js';

const states = { COVERED: '已覆盖', UNCOVERED: '无在岗协理员' };

export class CoverageQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^(19|20|21)\d\d(-(0[1-9]|1[0-2]))?$/, '须为年份或月份，形如 2026 或 2026-09', {
    description: '覆盖天数所属的年份或月份，默认当月',
    optional: true,
    example: '2026-09',
  })
  about?: string;
  @Code(states, { description: '覆盖状态', optional: true }) state?: CoverageFilter['state'];
}

@Controller('coverage')
export class CoverageController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findCoverage',
    summary: '协理员覆盖情况',
    roles: ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'none',
    views: [coverageProjection],
  })
  async findCoverage(
    @ReadingDoor() reading: Reading,
    @Query() query: CoverageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<CoverageRow>> {
    const page = await this.queries.execute(new FindCoverage(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
