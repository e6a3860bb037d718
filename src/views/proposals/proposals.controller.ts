import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Code } from '../../platform/http/shape.js';
import type { ProposalKind } from './proposals.projection.js';
import { proposalKinds, proposalsProjection } from './proposals.projection.js';
import type { ProposalRow } from './proposals.query.js';
import { FindProposals } from './proposals.query.js';

export class ProposalsQuery extends PageQuery {
  @Code(proposalKinds, { description: '种类', optional: true }) kind?: ProposalKind;
}

@Controller('proposals')
export class ProposalsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findProposals',
    summary: '待复核事项',
    roles: ['COORDINATOR', 'OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [proposalsProjection],
  })
  async findProposals(
    @ReadingDoor() reading: Reading,
    @Query() query: ProposalsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<ProposalRow>> {
    const page = await this.queries.execute(new FindProposals(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
