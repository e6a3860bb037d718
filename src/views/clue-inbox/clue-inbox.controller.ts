import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { sourceNames, urgencyNames } from '../../aggregates/case/codes.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Page } from '../../platform/http/page.js';
import { PageQuery, linkNext } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Code, Pattern } from '../../platform/http/shape.js';
import { mergedFamiliesProjection } from '../merged-families/merged-families.projection.js';
import { clueInboxProjection } from './clue-inbox.projection.js';
import type { InboxRow } from './clue-inbox.query.js';
import { FindClueInbox } from './clue-inbox.query.js';

export class ClueInboxQuery extends PageQuery {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
  @Code(urgencyNames, { description: '紧急程度', optional: true }) urgency?: string;
  @Code(sourceNames, { description: '线索来源', optional: true }) source?: string;
}

@Controller('clue-inbox')
export class ClueInboxController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @QueryEndpoint({
    operation: 'findClueInbox',
    summary: '待办线索与来电',
    roles: ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'WINDOW', 'HOTLINE', 'BUREAU'],
    pii: 'PI2',
    views: [clueInboxProjection, mergedFamiliesProjection],
  })
  async findClueInbox(
    @ReadingDoor() reading: Reading,
    @Query() query: ClueInboxQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<InboxRow>> {
    const page = await this.queries.execute(new FindClueInbox(reading, query));
    linkNext(reply, page.next);
    return page;
  }
}
