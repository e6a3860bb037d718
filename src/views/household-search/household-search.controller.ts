import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Forbidden, ShapeBroken } from '../../platform/change/refusals.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { IdNumber, PersonName } from '../../platform/http/shape.js';
import { householdSearchProjection } from './household-search.projection.js';
import type { FoundHousehold, SearchAnswer } from './household-search.query.js';
import { FindNoIdNumber, SearchHouseholds } from './household-search.query.js';

export class HouseholdSearchBody {
  @PersonName({ description: '完整姓名，或姓氏', optional: true }) name?: string;
  @IdNumber({ description: '完整身份证号；须注明目的(X-Purpose、X-Purpose-Ref)', optional: true }) idNo?: string;
}

const READERS = ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'WINDOW', 'HOTLINE', 'BUREAU'] as const;

@Controller()
export class HouseholdSearchController {
  constructor(
    private readonly queries: QueryBus,
    private readonly platform: Platform,
  ) {}

  /** A search by POST: what is looked for never stands in an address or a log. */
  @Post('household-searches')
  @HttpCode(200)
  @QueryEndpoint({
    operation: 'searchHouseholds',
    summary: '按姓名、姓氏或身份证号查找家庭',
    roles: READERS,
    pii: 'PI3',
    views: [householdSearchProjection],
  })
  async searchHouseholds(
    @ReadingDoor() reading: Reading,
    @Body() body: HouseholdSearchBody,
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SearchAnswer> {
    if ((body.name === undefined) === (body.idNo === undefined)) {
      throw new ShapeBroken([{ pointer: '/name', sentence: '请填写姓名(或姓氏)与身份证号中的一项' }]);
    }
    if (body.idNo !== undefined && !reading.purpose) this.refuse(reading);
    const answer = await this.queries.execute(new SearchHouseholds(reading, body, query));
    linkNext(reply, answer.next);
    return answer;
  }

  private refuse({ caller }: Reading): never {
    this.platform.accessLog.record(caller, {
      type: 'AccessDenied',
      data: { operation: 'searchHouseholds', reason: 'purpose' },
    });
    throw new Forbidden('purpose', '按身份证号查找须注明目的及其编号');
  }

  @Get('no-id-numbers')
  @QueryEndpoint({
    operation: 'findNoIdNumber',
    summary: '无身份证号人员所在家庭',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [householdSearchProjection],
  })
  async findNoIdNumber(
    @ReadingDoor() reading: Reading,
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<FoundHousehold>> {
    const page = await this.queries.execute(new FindNoIdNumber(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
