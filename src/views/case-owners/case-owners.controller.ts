import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { Role } from '../../platform/auth/caller.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Pattern, Reference } from '../../platform/http/shape.js';
import { responsibleTermsProjection } from '../responsible-terms/responsible-terms.projection.js';
import { caseOwnersProjection } from './case-owners.projection.js';
import type { CaseOwners, CaseOwnersRow } from './case-owners.query.js';
import { FindCaseOwners, GetCaseOwners } from './case-owners.query.js';
import { townPersonsProjection } from './town-persons.projection.js';

const READERS: readonly Role[] = ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'BUREAU'];
const views = [caseOwnersProjection, townPersonsProjection, responsibleTermsProjection];

export class CaseOwnersQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Reference({ description: '任一级责任人编号', optional: true }) owner?: string;
}

@Controller()
export class CaseOwnersController {
  constructor(private readonly queries: QueryBus) {}

  @Get('case-owners')
  @QueryEndpoint({
    operation: 'findCaseOwners',
    summary: '个案四级责任清单：组、村、乡镇、市局',
    roles: READERS,
    pii: 'PI0',
    views,
  })
  async findCaseOwners(
    @ReadingDoor() reading: Reading,
    @Query() query: CaseOwnersQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<CaseOwnersRow>> {
    const page = await this.queries.execute(new FindCaseOwners(reading, query));
    linkNext(reply, page.next);
    return page;
  }

  @Get('cases/:caseId/owners')
  @QueryEndpoint({
    operation: 'getCaseOwners',
    summary: '个案四级责任：谁在何时负责',
    roles: READERS,
    pii: 'PI0',
    views,
    target: 'case',
  })
  async getCaseOwners(
    @ReadingDoor() reading: Reading,
    @Param('caseId') caseId: string,
    @Query() _query: PageQuery,
  ): Promise<CaseOwners> {
    return this.queries.execute(new GetCaseOwners(reading, caseId));
  }
}
