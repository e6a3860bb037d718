import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { DutyState } from '../../aggregates/household/visits/monthly-duty.js';
import { dutyNames } from '../../aggregates/household/visits/monthly-duty.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Code, Month, Pattern, Reference } from '../../platform/http/shape.js';
import { responsibleTermsProjection } from '../responsible-terms/responsible-terms.projection.js';
import { visitCalendarProjection } from './visit-calendar.projection.js';
import type { CalendarRow } from './visit-calendar.query.js';
import { CountVisitCalendar, FindVisitCalendar } from './visit-calendar.query.js';

export class VisitCalendarQuery extends PageQuery {
  @Month({ description: '月份，默认本月', optional: true }) month?: string;
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Reference({ description: '当月负责该村(社区)的协理员', optional: true }) coordinator?: string;
  @Code(dutyNames, { description: '状态', optional: true }) state?: DutyState;
}

const READERS = ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'BUREAU'] as const;

@Controller('visit-calendar')
export class VisitCalendarController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findVisitCalendar',
    summary: '走访日历',
    roles: READERS,
    pii: 'PI1',
    views: [visitCalendarProjection, responsibleTermsProjection],
  })
  async findVisitCalendar(
    @ReadingDoor() reading: Reading,
    @Query() query: VisitCalendarQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<CalendarRow>> {
    const page = await this.queries.execute(new FindVisitCalendar(reading, query));
    linkNext(reply, page.next);
    return page;
  }

  @Get('counts')
  @QueryEndpoint({
    operation: 'countVisitCalendar',
    summary: '走访日历各状态户数',
    roles: READERS,
    pii: 'none',
    views: [visitCalendarProjection, responsibleTermsProjection],
  })
  countVisitCalendar(@ReadingDoor() reading: Reading, @Query() query: VisitCalendarQuery) {
    return this.queries.execute(new CountVisitCalendar(reading, query));
  }
}
