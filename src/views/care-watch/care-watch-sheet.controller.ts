import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { sendCareSheet } from './care-sheet.js';
import { CareWatchQuery } from './care-watch.controller.js';
import { careWatchProjection } from './care-watch.projection.js';
import type { CareWatchRow } from './care-watch.query.js';
import { CARE_WATCH_FIELDS, CARE_WATCH_ORDER, careWatchFilter, careWatchRow } from './care-watch.query.js';
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
    views: [careWatchProjection],
  })
  async exportCareWatch(
    @ReadingDoor() reading: Reading,
    @Query() { town, village, state = 'OPEN' }: CareWatchQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const place = { ...(town === undefined ? {} : { town }), ...(village === undefined ? {} : { village }) };
    const filters = { ...place, state };
    const view = await reading.views.of(careWatchProjection);
    const documents = await view.find(careWatchFilter(reading, filters), { sort: CARE_WATCH_ORDER });
    const subjects = documents.map(({ _id }) => _id);
    reading.seen(subjects, CARE_WATCH_FIELDS);
    async function* rows(): AsyncIterable<CareWatchRow> {
      for (const document of documents) yield careWatchRow(document, reading);
    }
    const about = { projection: careWatchProjection, title: '照料关注名单', filters, documents, subjects };
    await sendCareSheet(this.platform, reading, reply, { ...about, columns: careWatchColumns, rows: rows() });
  }
}
