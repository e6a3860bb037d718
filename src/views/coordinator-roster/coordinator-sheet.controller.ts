import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import type { SheetLayout } from '../../platform/spreadsheets/sheet.js';
import { CoordinatorRosterQuery } from './coordinator-roster.controller.js';
import type { CoordinatorDocument } from './coordinator-roster.projection.js';
import { coordinatorRosterProjection } from './coordinator-roster.projection.js';
import type { CoordinatorFilter, CoordinatorRow } from './coordinator-roster.query.js';
import {
  COORDINATOR_FIELDS,
  COORDINATOR_ORDER,
  coordinatorFilter,
  coordinatorRow,
} from './coordinator-roster.query.js';
import { coordinatorColumns } from './coordinator-roster.spreadsheet.js';

@Controller('coordinators.xlsx')
export class CoordinatorSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportCoordinators',
    summary: '下载村级社会救助协理员花名册(附件3，xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI2',
    views: [coordinatorRosterProjection],
  })
  async exportCoordinators(
    @ReadingDoor() reading: Reading,
    @Query() query: CoordinatorRosterQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await reading.views.of(coordinatorRosterProjection);
    const documents = await view.find(coordinatorFilter(reading, query), { sort: COORDINATOR_ORDER });
    const subjects = documents.map(({ _id }) => _id);
    const hash = await sealedHash(documents);
    const layout = await this.layout(reading, query, hash, documents);
    reading.seen(subjects, COORDINATOR_FIELDS);
    const { town, village, state } = query;
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${layout.unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'coordinator-roster',
      filters: {
        ...(town === undefined ? {} : { town }),
        ...(village === undefined ? {} : { village }),
        ...(state === undefined ? {} : { state }),
      },
      sheets: [layout],
      contentHash: hash,
      subjects,
    });
  }

  private async layout(
    reading: Reading,
    { town, village }: CoordinatorFilter,
    hash: string,
    documents: readonly CoordinatorDocument[],
  ): Promise<SheetLayout<CoordinatorRow>> {
    const { divisions } = reading.rules;
    const area = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    const unit = divisions.village(village ?? '')?.name ?? divisions.township(town ?? area ?? '')?.name ?? '宁国市';
    return {
      ...(await sheetFrame(this.platform, reading, coordinatorRosterProjection, hash)),
      name: '附件3',
      title: '村级社会救助协理员花名册',
      unit,
      orientation: 'landscape',
      columns: coordinatorColumns,
      rows: rowsOf(documents, reading),
      emptyRows: 5,
    };
  }
}

async function* rowsOf(documents: readonly CoordinatorDocument[], reading: Reading): AsyncIterable<CoordinatorRow> {
  for (const document of documents) yield await coordinatorRow(document, reading);
}
