import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
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
    const contentHash = await sealedHash(documents);
    const area = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    const unit = reading.rules.divisions.township(query.town ?? area ?? '')?.name ?? '宁国市';
    const layout = {
      ...(await sheetFrame(this.platform, reading, hotlineProjection, contentHash)),
      name: '首次响应',
      title: '救助热线首次响应',
      unit,
      orientation: 'landscape' as const,
      columns: hotlineColumns,
      rows,
      emptyRows: 0,
    };
    const { town, channel, state, from, until } = query;
    const asked = Object.entries({ town, channel, state, from, until });
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'hotline',
      filters: Object.fromEntries(asked.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      sheets: [layout],
      contentHash,
      subjects: [],
    });
  }
}
