import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { CaseStatus } from '../../aggregates/case/case-status.js';
import { statusNames } from '../../aggregates/case/case-status.js';
import { urgencyNames } from '../../aggregates/case/codes.js';
import type { Role } from '../../platform/auth/caller.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import { mergedFamiliesProjection } from '../merged-families/merged-families.projection.js';
import { caseBoardProjection } from './case-board.projection.js';
import type { BoardCell, CaseRow } from './case-board.query.js';
import { CountCases, FindCases } from './case-board.query.js';
import { familyDeathsProjection } from './family-deaths.projection.js';

const READERS: readonly Role[] = ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'WINDOW', 'BUREAU'];

export class CasesQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Code(statusNames, { description: '状态', optional: true }) status?: CaseStatus;
  @Code(urgencyNames, { description: '紧急程度', optional: true }) urgency?: string;
}

export class BoardQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
}

@Controller()
export class CaseBoardController {
  constructor(private readonly queries: QueryBus) {}

  @Get('cases')
  @QueryEndpoint({
    operation: 'findCases',
    summary: '个案清单，标明立案以来死亡的家庭成员',
    roles: READERS,
    pii: 'PI0',
    views: [caseBoardProjection, mergedFamiliesProjection, familyDeathsProjection],
  })
  async findCases(
    @ReadingDoor() reading: Reading,
    @Query() query: CasesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<CaseRow>> {
    const page = await this.queries.execute(new FindCases(reading, query));
    linkNext(reply, page.next);
    return page;
  }

  @Get('case-board')
  @QueryEndpoint({
    operation: 'countCases',
    summary: '个案看板：乡镇 × 状态',
    roles: READERS,
    pii: 'PI0',
    views: [caseBoardProjection],
  })
  async countCases(
    @ReadingDoor() reading: Reading,
    @Query() query: BoardQuery,
  ): Promise<{ readonly rows: readonly BoardCell[] }> {
    return this.queries.execute(new CountCases(reading, query));
  }
}
