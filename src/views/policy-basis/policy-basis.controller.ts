import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { policyBasisProjection } from './policy-basis.projection.js';
import type { PolicyBasisRow } from './policy-basis.query.js';
import { FindPolicyBasis } from './policy-basis.query.js';

@Controller('policy-bases')
export class PolicyBasisController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findPolicyBasis',
    summary: '政策依据',
    roles: ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'WINDOW', 'HOTLINE', 'BUREAU'],
    pii: 'none',
    views: [policyBasisProjection],
  })
  async findPolicyBasis(
    @ReadingDoor() reading: Reading,
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<PolicyBasisRow>> {
    const page = await this.queries.execute(new FindPolicyBasis(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
