import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import type { SheetLayout } from '../../platform/spreadsheets/sheet.js';
import { GroupRosterQuery } from './group-roster.controller.js';
import type { GroupDocument } from './group-roster.projection.js';
import { groupRosterProjection } from './group-roster.projection.js';
import { GROUP_FIELDS, GROUP_ORDER, groupFilter, groupRow, subjectsOf } from './group-roster.query.js';
import type { GroupLine } from './group-roster.spreadsheet.js';
import { groupColumns, linesOf } from './group-roster.spreadsheet.js';

@Controller('groups.xlsx')
export class GroupSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportGroups',
    summary: '下载困难救助信息采集组成员花名册(附件4，xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI2',
    views: [groupRosterProjection],
  })
  async exportGroups(
    @ReadingDoor() reading: Reading,
    @Query() query: GroupRosterQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await reading.views.of(groupRosterProjection);
    const documents = await view.find(groupFilter(reading, query), { sort: GROUP_ORDER });
    const hash = await sealedHash(documents);
    const layout = await this.layout(reading, query, hash, documents);
    const subjects = documents.flatMap(subjectsOf);
    reading.seen(subjects, GROUP_FIELDS);
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${layout.unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'group-roster',
      filters: query.town === undefined ? {} : { town: query.town },
      sheets: [layout],
      contentHash: hash,
      subjects,
    });
  }

  private async layout(
    reading: Reading,
    { town }: GroupRosterQuery,
    hash: string,
    documents: readonly GroupDocument[],
  ): Promise<SheetLayout<GroupLine>> {
    const area = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    return {
      ...(await sheetFrame(this.platform, reading, groupRosterProjection, hash)),
      name: '附件4',
      title: '困难救助信息采集组成员花名册',
      unit: reading.rules.divisions.township(town ?? area ?? '')?.name ?? '宁国市',
      orientation: 'landscape',
      columns: groupColumns,
      rows: rowsOf(documents, reading),
      emptyRows: 5,
    };
  }
}

async function* rowsOf(documents: readonly GroupDocument[], reading: Reading): AsyncIterable<GroupLine> {
  for (const document of documents) {
    yield* linesOf(await groupRow(document, reading));
  }
}
