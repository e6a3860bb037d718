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
import { officerTasksProjection } from './officer-tasks.projection.js';
import type { OfficerTaskRow } from './officer-tasks.query.js';
import { FindOfficerTasks } from './officer-tasks.query.js';
import type { TaskKind } from './tasks-of-case.js';
import { taskKindNames } from './tasks-of-case.js';

export class OfficerTasksQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Code(taskKindNames, { description: '种类', optional: true }) kind?: TaskKind;
}

@Controller('officer-tasks')
export class OfficerTasksController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findOfficerTasks',
    summary: '经办人待办：核实后待列入花名册，享受对象死亡后待停发',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [officerTasksProjection, mergedFamiliesProjection],
  })
  async findOfficerTasks(
    @ReadingDoor() reading: Reading,
    @Query() query: OfficerTasksQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<OfficerTaskRow>> {
    const page = await this.queries.execute(new FindOfficerTasks(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
