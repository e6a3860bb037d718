import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import { GuaranteesQuery } from './guarantees.controller.js';
import type { GuaranteesDocument } from './guarantees.projection.js';
import { guaranteesProjection } from './guarantees.projection.js';
import type { GuaranteesRow } from './guarantees.query.js';
import { GUARANTEE_FIELDS, guaranteesIn, guaranteesRow } from './guarantees.query.js';
import { guaranteeColumns } from './guarantees.spreadsheet.js';

@Controller('guarantees.xlsx')
export class GuaranteesSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportGuarantees',
    summary: '下载协理员保障情况(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [guaranteesProjection],
  })
  async exportGuarantees(
    @ReadingDoor() reading: Reading,
    @Query() query: GuaranteesQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const documents = await guaranteesIn(reading, query);
    const contentHash = await sealedHash(documents);
    const area = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    const { town, insurance } = query;
    const unit = reading.rules.divisions.township(town ?? area ?? '')?.name ?? '宁国市';
    const subjects = documents.map(({ _id }) => _id);
    reading.seen(subjects, GUARANTEE_FIELDS);
    const layout = {
      ...(await sheetFrame(this.platform, reading, guaranteesProjection, contentHash)),
      name: '协理员保障',
      title: '村级社会救助协理员保障情况',
      unit,
      orientation: 'landscape' as const,
      columns: guaranteeColumns,
      rows: rowsOf(documents, reading),
      emptyRows: 0,
    };
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'guarantees',
      filters: { ...(town === undefined ? {} : { town }), ...(insurance === undefined ? {} : { insurance }) },
      sheets: [layout],
      contentHash,
      subjects,
    });
  }
}

async function* rowsOf(documents: readonly GuaranteesDocument[], reading: Reading): AsyncIterable<GuaranteesRow> {
  for (const document of documents) yield guaranteesRow(document, reading);
}
