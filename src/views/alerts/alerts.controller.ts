import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import type { AlertKind } from './alerts.projection.js';
import { alertsProjection } from './alerts.projection.js';
import type { AlertRow, AlertsFilter } from './alerts.query.js';
import { FindAlerts, alertKindNames } from './alerts.query.js';

const states = { OPEN: '未处理', UNSEEN: '未处理且本人未阅', ENDED: '已处理' };

export class AlertsQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Code(alertKindNames, { description: '种类', optional: true }) kind?: AlertKind;
  @Code(states, { description: '状态', optional: true }) state?: AlertsFilter['state'];
}

@Controller('alerts')
export class AlertsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findAlerts',
    summary: '提醒：需要有人知道的事，谁在何时已阅',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'none',
    views: [alertsProjection],
  })
  async findAlerts(
    @ReadingDoor() reading: Reading,
    @Query() query: AlertsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<AlertRow>> {
    const page = await this.queries.execute(new FindAlerts(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
