import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { sendCareList } from './care-list-sheet.js';
import { careListsProjection } from './care-lists.projection.js';
import { MonitoringQuery } from './monitoring-list.controller.js';
import { monitoredAs, monitoringRow } from './monitoring-list.query.js';
import { monitoringColumns } from './monitoring-list.spreadsheet.js';

@Controller('monitoring.xlsx')
export class MonitoringListSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportMonitoring',
    summary: '下载低收入人口动态监测名单(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [careListsProjection],
  })
  async exportMonitoring(
    @ReadingDoor() reading: Reading,
    @Query() query: MonitoringQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendCareList(this.platform, reading, reply, query, {
      view: 'monitoring',
      title: '低收入人口动态监测名单',
      columns: monitoringColumns,
      wanted: monitoredAs(query),
      row: monitoringRow,
    });
  }
}
