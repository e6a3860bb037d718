import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { sendCareList } from './care-list-sheet.js';
import { careListsProjection } from './care-lists.projection.js';
import { CareWatchQuery } from './care-watch.controller.js';
import { atRisk, careWatchRow } from './care-watch.query.js';
import { careWatchColumns } from './care-watch.spreadsheet.js';

@Controller('care-watch.xlsx')
export class CareWatchSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportCareWatch',
    summary: '下载照料关注名单(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [careListsProjection],
  })
  async exportCareWatch(
    @ReadingDoor() reading: Reading,
    @Query() query: CareWatchQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendCareList(this.platform, reading, reply, query, {
      view: 'care-watch',
      title: '照料关注名单',
      columns: careWatchColumns,
      wanted: atRisk(query),
      row: careWatchRow,
    });
  }
}
