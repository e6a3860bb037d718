import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { PageQuery } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sendSheet } from '../../platform/http/sheet-answer.js';
import { Pattern } from '../../platform/http/shape.js';
import { Platform } from '../../platform/platform.js';
import type { FiledRosterPage } from './filed-roster.query.js';
import { GetFiledRoster } from './filed-roster.query.js';
import { filingsProjection } from './filings.projection.js';

export class FiledRosterQuery extends PageQuery {
  @Pattern(/^[1-9]\d?$/, '须为 1 至 99 的整数', {
    description: '第几次报送，默认最后一次',
    optional: true,
    example: '1',
  })
  submission?: string;
}

const READERS = ['OFFICER', 'REVIEWER', 'BUREAU'] as const;

/** What was filed, as it was filed. */
@Controller('filings/:filingId')
export class FiledRosterController {
  constructor(
    private readonly queries: QueryBus,
    private readonly platform: Platform,
  ) {}

  @Get('roster')
  @QueryEndpoint({
    operation: 'getFiledRoster',
    summary: '已报送的花名册，与报送时一致',
    roles: READERS,
    pii: 'PI2',
    views: [filingsProjection],
    target: 'filing',
  })
  async getFiledRoster(
    @ReadingDoor() reading: Reading,
    @Param('filingId') filingId: string,
    @Query() query: FiledRosterQuery,
  ): Promise<FiledRosterPage> {
    return (await this.queries.execute(asked(reading, filingId, query))).page;
  }

  @Get('roster.xlsx')
  @QueryEndpoint({
    operation: 'exportFiledRoster',
    summary: '下载已报送的花名册，与报送时一致(xlsx)',
    roles: READERS,
    pii: 'PI2',
    views: [filingsProjection],
    target: 'filing',
  })
  async exportFiledRoster(
    @ReadingDoor() reading: Reading,
    @Param('filingId') filingId: string,
    @Query() query: FiledRosterQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { page, drawn } = await this.queries.execute(asked(reading, filingId, query));
    const filledOn = localDateOf(page.submittedAt);
    const layout = {
      ...drawn.sheet,
      unit: page.townName,
      period: `截至 ${filledOn}`,
      filledBy: page.filledBy ?? '',
      reviewedBy: page.reviewedBy ?? '',
      filledOn,
      orientation: 'landscape' as const,
      footer: { anchor: page.anchor, at: page.submittedAt, contentHash: drawn.contentHash },
    };
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${layout.unit}-${filledOn}-第${page.submission}次报送.xlsx`,
      view: 'filed-roster',
      filters: { filing: filingId, submission: String(page.submission) },
      sheets: [layout],
      contentHash: drawn.contentHash,
      subjects: drawn.subjects,
    });
  }
}

function asked(reading: Reading, filingId: string, { submission }: FiledRosterQuery): GetFiledRoster {
  return new GetFiledRoster(reading, filingId, submission === undefined ? undefined : Number(submission));
}
