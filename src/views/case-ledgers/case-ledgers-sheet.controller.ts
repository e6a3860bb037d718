import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { sendListSheet, townshipOf } from '../../platform/http/list-sheet.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import { mergedFamiliesProjection } from '../merged-families/merged-families.projection.js';
import type { CaseLedgersDocument } from './case-ledgers.projection.js';
import { caseLedgersProjection } from './case-ledgers.projection.js';
import type { LedgerFilter } from './case-ledgers.query.js';
import { classFilter, classRow, ineligibleFilter, ineligibleRow, keptOf, ledgerIn } from './case-ledgers.query.js';
import { classColumns, ineligibleColumns } from './case-ledgers.spreadsheet.js';
import { ClassLedgerQuery } from './class-ledger.controller.js';
import { IneligibleQuery } from './ineligible-ledger.controller.js';

interface LedgerSheet<Line> {
  readonly view: string;
  readonly title: string;
  readonly columns: readonly Column<Line>[];
  readonly rows: readonly Line[];
  readonly documents: readonly CaseLedgersDocument[];
}

@Controller()
export class CaseLedgersSheetController {
  constructor(private readonly platform: Platform) {}

  @Get('ineligible-ledger.xlsx')
  @QueryEndpoint({
    operation: 'exportIneligible',
    summary: '下载不符合条件台账(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI0',
    views: [caseLedgersProjection, mergedFamiliesProjection],
  })
  async exportIneligible(
    @ReadingDoor() reading: Reading,
    @Query() query: IneligibleQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = ineligibleFilter(reading, query);
    const { rows, documents } = await ledgerIn(reading, wanted, ineligibleRow, keptOf(query));
    const lines = rows.flatMap((row) => row.refusals.map((refusal) => ({ row, refusal })));
    const sheet = { view: 'ineligible-ledger', title: '不符合救助条件台账', columns: ineligibleColumns };
    await this.send(reading, reply, query, { ...sheet, rows: lines, documents });
  }

  @Get('class-ledger.xlsx')
  @QueryEndpoint({
    operation: 'exportClassified',
    summary: '下载两类台账(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI0',
    views: [caseLedgersProjection, mergedFamiliesProjection],
  })
  async exportClassified(
    @ReadingDoor() reading: Reading,
    @Query() query: ClassLedgerQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { rows, documents } = await ledgerIn(reading, classFilter(reading, query), classRow);
    const sheet = { view: 'class-ledger', title: '新增救助与救助观察台账', columns: classColumns };
    await this.send(reading, reply, query, { ...sheet, rows, documents });
  }

  private async send<Line>(
    reading: Reading,
    reply: FastifyReply,
    { limit: _limit, cursor: _cursor, ...asked }: LedgerFilter,
    sheet: LedgerSheet<Line>,
  ): Promise<void> {
    await sendListSheet(this.platform, reading, reply, {
      projection: caseLedgersProjection,
      unit: townshipOf(reading, asked.town),
      asked: { ...asked },
      ...sheet,
    });
  }
}
