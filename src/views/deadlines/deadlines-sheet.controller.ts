import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { sendListSheet } from '../../platform/http/list-sheet.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
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
    const { town, kind, level, dueFrom, dueUntil, owner } = query;
    await sendListSheet(this.platform, reading, reply, {
      projection: deadlinesProjection,
      title: '社会救助个案办理时限',
      name: '办理时限',
      asked: { town, kind, level, dueFrom, dueUntil, owner },
      documents,
      columns: deadlineColumns,
      rows,
    });
  }
}
