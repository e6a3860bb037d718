import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Month, Pattern } from '../../platform/http/shape.js';
import type { LedgerRow } from './ledger-row.js';
import { responsibleTermsProjection } from '../responsible-terms/responsible-terms.projection.js';
import { householdAidsProjection } from './household-aids.projection.js';
import { patrolLedgerProjection } from './patrol-ledger.projection.js';
import type { HouseholdPageAnswer } from './patrol-ledger.query.js';
import { FindPatrolLedger, GetHouseholdPage } from './patrol-ledger.query.js';

export class PatrolLedgerQuery extends PageQuery {
  @Month({ description: '走访月份', optional: true }) month?: string;
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
}

const READERS = ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'BUREAU'] as const;

@Controller()
export class PatrolLedgerController {
  constructor(private readonly queries: QueryBus) {}

  @Get('patrol-ledger')
  @QueryEndpoint({
    operation: 'findPatrolLedger',
    summary: '巡查记录台账(附件2)',
    roles: READERS,
    pii: 'PI2',
    views: [patrolLedgerProjection, responsibleTermsProjection],
  })
  async findPatrolLedger(
    @ReadingDoor() reading: Reading,
    @Query() query: PatrolLedgerQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<LedgerRow>> {
    const page = await this.queries.execute(new FindPatrolLedger(reading, query));
    linkNext(reply, page.next);
    return page;
  }

  @Get('households/:householdId')
  @QueryEndpoint({
    operation: 'getHouseholdPage',
    summary: '一户一页',
    roles: READERS,
    pii: 'PI2',
    views: [patrolLedgerProjection, householdAidsProjection, responsibleTermsProjection],
  })
  async getHouseholdPage(
    @ReadingDoor() reading: Reading,
    @Param('householdId') householdId: string,
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HouseholdPageAnswer> {
    const page = await this.queries.execute(new GetHouseholdPage(reading, householdId, query));
    linkNext(reply, page.next);
    void reply.header('etag', `"r${page.revision}"`);
    return page;
  }
}
