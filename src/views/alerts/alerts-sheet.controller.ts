import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { sendListSheet } from '../../platform/http/list-sheet.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { AlertsQuery } from './alerts.controller.js';
import type { AlertDocument } from './alerts.projection.js';
import { alertsProjection } from './alerts.projection.js';
import type { AlertRow } from './alerts.query.js';
import { alertsIn } from './alerts.query.js';
import { alertColumns } from './alerts.spreadsheet.js';

@Controller('alerts.xlsx')
export class AlertsSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportAlerts',
    summary: '下载提醒(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'none',
    views: [alertsProjection],
  })
  async exportAlerts(
    @ReadingDoor() reading: Reading,
    @Query() query: AlertsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const rows: AlertRow[] = [];
    const shown = new Map<string, AlertDocument>();
    for await (const { row, documents } of alertsIn(reading, query)) {
      rows.push(row);
      for (const document of documents) shown.set(document._id, document);
    }
    const { town, kind, state } = query;
    await sendListSheet(this.platform, reading, reply, {
      projection: alertsProjection,
      title: '社会救助主动发现提醒',
      name: '提醒',
      asked: { town, kind, state },
      documents: [...shown.values()],
      columns: alertColumns,
      rows,
    });
  }
}
