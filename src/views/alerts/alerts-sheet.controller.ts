import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
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
    const contentHash = await sealedHash([...shown.values()]);
    const area = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    const unit = reading.rules.divisions.township(query.town ?? area ?? '')?.name ?? '宁国市';
    const layout = {
      ...(await sheetFrame(this.platform, reading, alertsProjection, contentHash)),
      name: '提醒',
      title: '社会救助主动发现提醒',
      unit,
      orientation: 'landscape' as const,
      columns: alertColumns,
      rows,
      emptyRows: 0,
    };
    const { town, kind, state } = query;
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'alerts',
      filters: {
        ...(town === undefined ? {} : { town }),
        ...(kind === undefined ? {} : { kind }),
        ...(state === undefined ? {} : { state }),
      },
      sheets: [layout],
      contentHash,
      subjects: [],
    });
  }
}
