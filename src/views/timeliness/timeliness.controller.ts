import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { PageQuery } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Day, Pattern } from '../../platform/http/shape.js';
import { timelinessProjection } from './timeliness.projection.js';
import type { TimelinessRow } from './timeliness.query.js';
import { FindTimeliness } from './timeliness.query.js';

export class TimelinessQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Day({ description: '最早发现日', optional: true }) from?: string;
  @Day({ description: '最晚发现日', optional: true }) until?: string;
}

@Controller('timeliness')
export class TimelinessController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findTimeliness',
    summary: '时效：发现、上报、入户、决定、救助，中位数和九成位',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'none',
    views: [timelinessProjection],
  })
  async findTimeliness(
    @ReadingDoor() reading: Reading,
    @Query() query: TimelinessQuery,
  ): Promise<{ readonly rows: readonly TimelinessRow[] }> {
    return this.queries.execute(new FindTimeliness(reading, query));
  }
}
