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
import { caseLedgersProjection } from './case-ledgers.projection.js';
import type { IneligibleFilter, IneligibleRow } from './case-ledgers.query.js';
import { FindIneligible } from './case-ledgers.query.js';

const yesOrNo = { true: '是', false: '否' };

export class LedgerQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
}

export class IneligibleQuery extends LedgerQuery {
  @Code(yesOrNo, { description: '不符合原因按现行规则可能不再成立', optional: true })
  reasonNoLongerHolds?: IneligibleFilter['reasonNoLongerHolds'];
}

@Controller('ineligible-ledger')
export class IneligibleLedgerController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findIneligible',
    summary: '不符合条件台账：原因与规则版本',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI0',
    views: [caseLedgersProjection, mergedFamiliesProjection],
  })
  async findIneligible(
    @ReadingDoor() reading: Reading,
    @Query() query: IneligibleQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<IneligibleRow>> {
    const page = await this.queries.execute(new FindIneligible(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
