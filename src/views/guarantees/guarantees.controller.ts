import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { Reading } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import { guaranteesProjection } from './guarantees.projection.js';
import type { GuaranteesRow } from './guarantees.query.js';
import { FindGuarantees } from './guarantees.query.js';
import { coverNames } from './guarantees.spreadsheet.js';
import type { Cover } from './insured-until.js';

export class GuaranteesQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Code(coverNames, { description: '意外险状态', optional: true }) insurance?: Cover['state'];
}

@Controller('guarantees')
export class GuaranteesViewController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findGuarantees',
    summary: '协理员保障：意外险、设备、补贴与薪资何时到期',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [guaranteesProjection],
  })
  async findGuarantees(
    @ReadingDoor() reading: Reading,
    @Query() query: GuaranteesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<GuaranteesRow>> {
    const page = await this.queries.execute(new FindGuarantees(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
