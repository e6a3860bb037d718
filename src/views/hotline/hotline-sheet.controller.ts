import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { sendListSheet } from '../../platform/http/list-sheet.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { HotlineQuery } from './hotline.controller.js';
import type { HotlineDocument } from './hotline.projection.js';
import { hotlineProjection } from './hotline.projection.js';
import type { HotlineRow } from './hotline.query.js';
import { eachCall } from './hotline.query.js';
import { hotlineColumns } from './hotline.spreadsheet.js';

@Controller('hotline.xlsx')
export class HotlineSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportHotline',
    summary: '下载热线首次响应(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI0',
    views: [hotlineProjection],
  })
  async exportHotline(
    @ReadingDoor() reading: Reading,
    @Query() query: HotlineQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const documents: HotlineDocument[] = [];
    const rows: HotlineRow[] = [];
    for await (const { document, row } of eachCall(reading, query)) {
      documents.push(document);
      rows.push(row);
    }
    const { town, channel, state, from, until } = query;
    await sendListSheet(this.platform, reading, reply, {
      projection: hotlineProjection,
      title: '救助热线首次响应',
      name: '首次响应',
      asked: { town, channel, state, from, until },
      documents,
      columns: hotlineColumns,
      rows,
    });
  }
}
