import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { sendListSheet } from '../../platform/http/list-sheet.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { CareArrangementsQuery } from './care-arrangements.controller.js';
import { careArrangementsProjection } from './care-arrangements.projection.js';
import { CARE_ARRANGEMENTS_ORDER, careArrangementRows, careArrangementsFilter } from './care-arrangements.query.js';
import { careArrangementsColumns } from './care-arrangements.spreadsheet.js';
import { careListsProjection } from './care-lists.projection.js';

@Controller('care-arrangements.xlsx')
export class CareArrangementsSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportCareArrangements',
    summary: '下载照料安排清单(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [careArrangementsProjection, careListsProjection],
  })
  async exportCareArrangements(
    @ReadingDoor() reading: Reading,
    @Query() { town, village }: CareArrangementsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const filters = { ...(town === undefined ? {} : { town }), ...(village === undefined ? {} : { village }) };
    const view = await reading.views.of(careArrangementsProjection);
    const documents = await view.find(careArrangementsFilter(reading, filters), { sort: CARE_ARRANGEMENTS_ORDER });
    await sendListSheet(this.platform, reading, reply, {
      projection: careArrangementsProjection,
      title: '照料安排清单',
      asked: filters,
      documents,
      subjects: documents.map(({ caseId }) => caseId),
      columns: careArrangementsColumns,
      rows: await careArrangementRows(documents, reading),
    });
  }
}
