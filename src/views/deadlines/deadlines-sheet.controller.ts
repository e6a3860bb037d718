import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import { DeadlinesQuery } from './deadlines.controller.js';
import { deadlinesProjection } from './deadlines.projection.js';
import { deadlinesIn } from './deadlines.query.js';
import { deadlineColumns } from './deadlines.spreadsheet.js';

@Controller('deadlines.xlsx')
export class DeadlinesSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportDeadlines',
    summary: '下载个案办理时限(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI0',
    views: [deadlinesProjection],
  })
  async exportDeadlines(
    @ReadingDoor() reading: Reading,
    @Query() query: DeadlinesQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { rows, documents } = await deadlinesIn(reading, query);
    const contentHash = await sealedHash(documents);
    const area = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    const unit = reading.rules.divisions.township(query.town ?? area ?? '')?.name ?? '宁国市';
    const layout = {
      ...(await sheetFrame(this.platform, reading, deadlinesProjection, contentHash)),
      name: '办理时限',
      title: '社会救助个案办理时限',
      unit,
      orientation: 'landscape' as const,
      columns: deadlineColumns,
      rows,
      emptyRows: 0,
    };
    const { town, kind, level, dueFrom, dueUntil, owner } = query;
    const asked = Object.entries({ town, kind, level, dueFrom, dueUntil, owner });
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'deadlines',
      filters: Object.fromEntries(asked.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      sheets: [layout],
      contentHash,
      subjects: [],
    });
  }
}
