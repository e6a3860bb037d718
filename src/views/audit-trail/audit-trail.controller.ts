import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Transform } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Day, Flag, Pattern, Reference } from '../../platform/http/shape.js';
import { auditTrailProjection } from './audit-trail.projection.js';
import type { ReplayedFact, TrailRow } from './audit-trail.query.js';
import { FindAuditTrail, ReplayStream } from './audit-trail.query.js';

const STREAM = /^[a-z]+(-[A-Za-z0-9._-]{1,120})?$/;

export class AuditTrailQuery extends PageQuery {
  @Pattern(STREAM, '须为流名，形如 household-<id>', { description: '流', optional: true }) stream?: string;
  @Reference({ description: '操作人账号', optional: true }) actor?: string;
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Pattern(/^[A-Z][A-Za-z]{2,60}$/, '须为事实类型', { description: '事实类型', optional: true }) type?: string;
  @Day({ description: '登记日期起', optional: true }) from?: string;
  @Day({ description: '登记日期止', optional: true }) until?: string;
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @Flag({ description: '只看(不看)补录', optional: true })
  late?: boolean;
}

@Controller()
export class AuditTrailController {
  constructor(private readonly queries: QueryBus) {}

  @Get('audit-trail')
  @QueryEndpoint({
    operation: 'findAuditTrail',
    summary: '审计轨迹：每个事实一句话',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU', 'AUDITOR'],
    purpose: 'SUPERVISION',
    pii: 'PI0',
    views: [auditTrailProjection],
  })
  async findAuditTrail(
    @ReadingDoor() reading: Reading,
    @Query() query: AuditTrailQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<TrailRow>> {
    const page = await this.queries.execute(new FindAuditTrail(reading, query));
    linkNext(reply, page.next);
    return page;
  }

  @Get('streams/:stream/facts')
  @QueryEndpoint({
    operation: 'replayStream',
    summary: '回放一条流的全部事实',
    roles: ['BUREAU', 'AUDITOR'],
    purpose: 'AUDIT_ORDER',
    pii: 'PI0',
    views: [auditTrailProjection],
  })
  async replayStream(
    @ReadingDoor() reading: Reading,
    @Param('stream') stream: string,
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<ReplayedFact>> {
    const page = await this.queries.execute(new ReplayStream(reading, STREAM.test(stream) ? stream : 'none', query));
    linkNext(reply, page.next);
    return page;
  }
}
