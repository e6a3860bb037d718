import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { categoryNames, nameAll, relationNames } from '../../aggregates/household/codes.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import type { View } from '../../platform/read-store/views.js';
import { contentHash } from '../../platform/spreadsheets/content-hash.js';
import type { SheetLayout } from '../../platform/spreadsheets/sheet.js';
import { responsibleTermsProjection } from '../responsible-terms/responsible-terms.projection.js';
import { WhoAnswered } from '../responsible-terms/who-answered.js';
import type { LedgerRow } from './ledger-row.js';
import { ledgerRow } from './ledger-row.js';
import type { LedgerDocument, LedgerLine, PageHead } from './patrol-ledger.projection.js';
import { patrolLedgerProjection } from './patrol-ledger.projection.js';
import { headAnswer, visibleHead } from './patrol-ledger.query.js';
import { ledgerColumns } from './patrol-ledger.spreadsheet.js';
import type { WrittenLine } from './written-line.js';
import { writtenLine } from './written-line.js';

@Controller('households/:householdId/page.xlsx')
export class HouseholdSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportHouseholdPage',
    summary: '下载一户一页(附件2，xlsx)',
    roles: ['COORDINATOR', 'OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI2',
    views: [patrolLedgerProjection, responsibleTermsProjection],
    target: 'household',
  })
  async exportHouseholdPage(
    @ReadingDoor() reading: Reading,
    @Param('householdId') householdId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await reading.views.of(patrolLedgerProjection);
    const head = await visibleHead(view, householdId, reading);
    const hash = await contentHash(this.sealed(view, householdId));
    const layout = await this.layout(reading, head, hash, this.rowsOf(view, head, reading));
    reading.seen([householdId], ['name', 'idNo', 'phone', 'address', 'visits']);
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${head.householdNo}-${localDateOf(reading.now)}.xlsx`,
      view: 'household-page',
      filters: { householdId },
      sheets: [layout],
      contentHash: hash,
      subjects: [householdId],
    });
  }

  private async layout(
    reading: Reading,
    head: PageHead,
    hash: string,
    rows: AsyncIterable<LedgerRow>,
  ): Promise<SheetLayout<LedgerRow>> {
    const answer = await headAnswer(head, reading);
    const householder = answer.members.find((member) => member.head);
    return {
      ...(await sheetFrame(this.platform, reading, patrolLedgerProjection, hash)),
      name: `附件2 ${head.householdNo}`,
      title: '重点困难人群巡查记录台账',
      unit: `${answer.townName} ${answer.villageName}`,
      orientation: 'portrait',
      header: [
        ['户编号', head.householdNo, '户主', householder?.name ?? ''],
        [
          '村/组',
          `${answer.villageName} ${head.group}`.trim(),
          '类别',
          nameAll(head.listings.at(-1)?.listing.categoryCodes ?? [], categoryNames),
        ],
        ...answer.members.map((member) => [
          '成员',
          member.name ?? '',
          '关系',
          `${relationNames[member.relation] ?? member.relation}${member.present ? '' : '(已离户)'}`,
        ]),
        ['下次走访不晚于', answer.nextDue ?? '', '', ''],
      ],
      columns: ledgerColumns,
      rows,
      emptyRows: 3,
    };
  }

  private async *sealed(view: View<LedgerDocument>, household: string): AsyncIterable<unknown> {
    for await (const document of view.each({ page: household }, { _id: 1 })) {
      const { position, ...shown } = document.kind === 'head' ? document : await this.written(document);
      yield shown;
    }
  }

  private async *rowsOf(view: View<LedgerDocument>, head: PageHead, reading: Reading): AsyncIterable<LedgerRow> {
    const who = await WhoAnswered.of(reading.views);
    for await (const line of view.each({ page: head.household, kind: { $in: ['visit', 'attempt'] } }, OLDEST_FIRST)) {
      if (line.kind !== 'head') yield await ledgerRow(await this.written(line), head, reading, who);
    }
  }

  private written(line: LedgerLine): Promise<WrittenLine> {
    return writtenLine(line, this.platform.store);
  }
}

const OLDEST_FIRST = { occurredAt: 1, _id: 1 } as const;
