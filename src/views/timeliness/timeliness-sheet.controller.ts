import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import { TimelinessQuery } from './timeliness.controller.js';
import { timelinessProjection } from './timeliness.projection.js';
import { timelinessIn, timelinessRows } from './timeliness.query.js';
import { timelinessColumns } from './timeliness.spreadsheet.js';

@Controller('timeliness.xlsx')
export class TimelinessSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportTimeliness',
    summary: '下载时效(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'none',
    views: [timelinessProjection],
  })
  async exportTimeliness(
    @ReadingDoor() reading: Reading,
    @Query() query: TimelinessQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const documents = await timelinessIn(reading, query);
    const contentHash = await sealedHash(documents);
    const area = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    const unit = reading.rules.divisions.township(query.town ?? area ?? '')?.name ?? '宁国市';
    const layout = {
      ...(await sheetFrame(this.platform, reading, timelinessProjection, contentHash)),
      name: '时效',
      title: '社会救助个案时效',
      unit,
      orientation: 'portrait' as const,
      columns: timelinessColumns,
      rows: timelinessRows(documents, reading),
      emptyRows: 0,
    };
    const { town, from, until } = query;
    const asked = Object.entries({ town, from, until });
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'timeliness',
      filters: Object.fromEntries(asked.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      sheets: [layout],
      contentHash,
      subjects: [],
    });
  }
}
