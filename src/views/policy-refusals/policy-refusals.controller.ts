import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import type { RefusalState } from './policy-refusals.projection.js';
import { policyRefusalsProjection, refusalStates } from './policy-refusals.projection.js';
import type { PolicyRefusalRow } from './policy-refusals.query.js';
import { FindPolicyRefusals } from './policy-refusals.query.js';

export class PolicyRefusalsQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Code(refusalStates, { description: '状态，默认待重试', optional: true }) state?: RefusalState;
}

@Controller('policy-refusals')
export class PolicyRefusalsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findPolicyRefusals',
    summary: '未成的自动办理：原因与重试结果',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI0',
    views: [policyRefusalsProjection],
  })
  async findPolicyRefusals(
    @ReadingDoor() reading: Reading,
    @Query() query: PolicyRefusalsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<PolicyRefusalRow>> {
    const page = await this.queries.execute(new FindPolicyRefusals(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
