import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { sendListSheet } from '../../platform/http/list-sheet.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
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
    const subjects = documents.map(({ _id }) => _id);
    reading.seen(subjects, GUARANTEE_FIELDS);
    const { town, insurance } = query;
    await sendListSheet(this.platform, reading, reply, {
      projection: guaranteesProjection,
      title: '村级社会救助协理员保障情况',
      name: '协理员保障',
      asked: { town, insurance },
      documents,
      subjects,
      columns: guaranteeColumns,
      rows: rowsOf(documents, reading),
    });
  }
}

async function* rowsOf(documents: readonly GuaranteesDocument[], reading: Reading): AsyncIterable<GuaranteesRow> {
  for (const document of documents) yield guaranteesRow(document, reading);
}
