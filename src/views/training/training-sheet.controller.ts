import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf, yearOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import { TrainingQuery } from './training.controller.js';
import { trainingProjection } from './training.projection.js';
import { documentsOf, townsOf, trainingRows } from './training.query.js';
import { trainingColumns } from './training.spreadsheet.js';

@Controller('training.xlsx')
export class TrainingSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportTraining',
    summary: '下载培训参加情况(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [trainingProjection],
  })
  async exportTraining(
    @ReadingDoor() reading: Reading,
    @Query() query: TrainingQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const towns = townsOf(reading, query);
    const contentHash = await sealedHash(await documentsOf(reading, towns));
    const rows = await trainingRows(reading, query, towns);
    const year = query.year ?? yearOf(localDateOf(reading.now));
    const area = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    const unit = reading.rules.divisions.township(query.town ?? area ?? '')?.name ?? '宁国市';
    const layout = {
      ...(await sheetFrame(this.platform, reading, trainingProjection, contentHash)),
      name: year,
      title: `${year} 年协理员培训情况`,
      unit,
      orientation: 'landscape' as const,
      columns: trainingColumns,
      rows: rows.flatMap((township) => township.coordinators.map((trained) => ({ township, trained }))),
      emptyRows: 0,
    };
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'training',
      filters: { year, ...(query.town === undefined ? {} : { town: query.town }) },
      sheets: [layout],
      contentHash,
      subjects: rows.flatMap(({ coordinators }) => coordinators.map(({ coordinatorId }) => coordinatorId)),
    });
  }
}
