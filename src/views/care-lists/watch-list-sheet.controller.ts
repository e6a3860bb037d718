import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { sendCareList } from './care-list-sheet.js';
import { careListsProjection } from './care-lists.projection.js';
import { WatchListQuery } from './watch-list.controller.js';
import { keptOf, watchListRow, watchedAs } from './watch-list.query.js';
import { watchListColumns } from './watch-list.spreadsheet.js';

@Controller('watch-list.xlsx')
export class WatchListSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportWatchList',
    summary: '下载观察名单(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [careListsProjection],
  })
  async exportWatchList(
    @ReadingDoor() reading: Reading,
    @Query() query: WatchListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { reasonNoLongerHolds } = query;
    const keep = keptOf(query, reading);
    await sendCareList(this.platform, reading, reply, query, {
      view: 'watch-list',
      title: '救助观察名单',
      columns: watchListColumns,
      wanted: watchedAs(query),
      ...(reasonNoLongerHolds === undefined ? {} : { filters: { reasonNoLongerHolds } }),
      ...(keep === undefined ? {} : { keep }),
      row: watchListRow,
    });
  }
}
