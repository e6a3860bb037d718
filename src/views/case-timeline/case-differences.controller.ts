import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { PageQuery } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Pattern } from '../../platform/http/shape.js';
import type { CaseDifferences } from './case-differences.query.js';
import { GetCaseDifferences } from './case-differences.query.js';

const POINT = /^(\d{1,9}|[0-9A-Za-z:.+-]{10,60})$/;
const ILL_FORMED = '须为版本号、ISO-8601 时刻或位置令牌';

export class CaseDifferencesQuery extends PageQuery {
  @Pattern(POINT, ILL_FORMED, { description: '起点：版本号，或当时所知的 ISO-8601 时刻、位置令牌', example: '0' })
  from: string;
  @Pattern(POINT, ILL_FORMED, { description: '终点：版本号，或当时所知的 ISO-8601 时刻、位置令牌', example: '1' })
  to: string;
}

@Controller('cases')
export class CaseDifferencesController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':caseId/differences')
  @QueryEndpoint({
    operation: 'getCaseDifferences',
    summary: '个案前后对比：两个时点之间变了哪些内容，由哪一步所变',
    roles: ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'WINDOW', 'BUREAU', 'AUDITOR'],
    pii: 'PI0',
    views: [],
    target: 'case',
  })
  async getCaseDifferences(
    @ReadingDoor() reading: Reading,
    @Param('caseId') caseId: string,
    @Query() { from, to }: CaseDifferencesQuery,
  ): Promise<CaseDifferences> {
    return this.queries.execute(new GetCaseDifferences(reading, caseId, { from, to }));
  }
}
