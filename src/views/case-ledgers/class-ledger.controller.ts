import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { classNames, subItemNames } from '../../aggregates/case/codes.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Code } from '../../platform/http/shape.js';
import { mergedFamiliesProjection } from '../merged-families/merged-families.projection.js';
import { caseLedgersProjection } from './case-ledgers.projection.js';
import type { ClassRow } from './case-ledgers.query.js';
import { FindClassified } from './case-ledgers.query.js';
import { LedgerQuery } from './ineligible-ledger.controller.js';

export class ClassLedgerQuery extends LedgerQuery {
  @Code(classNames, { description: '类别', optional: true }) class?: string;
  @Code(subItemNames, { description: '分项', optional: true }) subItem?: string;
}

@Controller('class-ledger')
export class ClassLedgerController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findClassified',
    summary: '两类台账：新增救助与救助观察',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI0',
    views: [caseLedgersProjection, mergedFamiliesProjection],
  })
  async findClassified(
    @ReadingDoor() reading: Reading,
    @Query() query: ClassLedgerQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<ClassRow>> {
    const page = await this.queries.execute(new FindClassified(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
