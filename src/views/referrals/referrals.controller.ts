import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { departmentNames } from '../../aggregates/case/codes.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import type { ReferralCounts } from './referral-counts.query.js';
import { CountReferrals } from './referral-counts.query.js';
import { referralsProjection } from './referrals.projection.js';
import type { ReferralRow, ReferralState } from './referrals.query.js';
import { FindReferrals, referralStateNames } from './referrals.query.js';

export class ReferralCountsQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Code(departmentNames, { description: '部门', optional: true }) department?: string;
}

export class ReferralsQuery extends ReferralCountsQuery {
  @Code(referralStateNames, { description: '状态', optional: true }) state?: ReferralState;
}

/** Read by the bureau, by the townships of their own cases, and by each department of what was sent to it. */
@Controller()
export class ReferralsController {
  constructor(private readonly queries: QueryBus) {}

  @Get('referrals')
  @QueryEndpoint({
    operation: 'findReferrals',
    summary: '转介清单：部门、期限、接收与反馈',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU', 'DEPARTMENT'],
    pii: 'PI0',
    views: [referralsProjection],
  })
  async findReferrals(
    @ReadingDoor() reading: Reading,
    @Query() query: ReferralsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<ReferralRow>> {
    const page = await this.queries.execute(new FindReferrals(reading, query));
    linkNext(reply, page.next);
    return page;
  }

  @Get('referral-counts')
  @QueryEndpoint({
    operation: 'countReferrals',
    summary: '转介统计：部门 × 状态',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU', 'DEPARTMENT'],
    pii: 'PI0',
    views: [referralsProjection],
  })
  async countReferrals(
    @ReadingDoor() reading: Reading,
    @Query() query: ReferralCountsQuery,
  ): Promise<{ readonly rows: readonly ReferralCounts[] }> {
    return this.queries.execute(new CountReferrals(reading, query));
  }
}
