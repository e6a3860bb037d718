import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import { mergedFamiliesProjection } from '../merged-families/merged-families.projection.js';
import { partialCasesProjection } from './partial-cases.projection.js';
import type { AssessmentState, PartialDibaoRow } from './partial-dibao.query.js';
import { FindPartialDibao, assessmentStateNames } from './partial-dibao.query.js';
import { partialFamiliesProjection } from './partial-families.projection.js';

export class PartialDibaoQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Code(assessmentStateNames, { description: '整户保评估', optional: true }) assessment?: AssessmentState;
}

@Controller('partial-dibao')
export class PartialDibaoController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findPartialDibao',
    summary: '部分成员享受低保的家庭：单人保与整户保评估',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [partialFamiliesProjection, partialCasesProjection, mergedFamiliesProjection],
  })
  async findPartialDibao(
    @ReadingDoor() reading: Reading,
    @Query() query: PartialDibaoQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<PartialDibaoRow>> {
    const page = await this.queries.execute(new FindPartialDibao(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
