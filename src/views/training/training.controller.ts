import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Pattern } from '../../platform/http/shape.js';
import { trainingProjection } from './training.projection.js';
import type { TrainingRow } from './training.query.js';
import { FindTraining } from './training.query.js';

export class TrainingQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^(20|21)\d\d$/, '须为四位年份', { description: '年度，默认当年', optional: true, example: '2026' })
  year?: string;
}

@Controller('training')
export class TrainingController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findTraining',
    summary: '培训举办与参加情况',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [trainingProjection],
  })
  async findTraining(
    @ReadingDoor() reading: Reading,
    @Query() query: TrainingQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<TrainingRow>> {
    const page = await this.queries.execute(new FindTraining(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
