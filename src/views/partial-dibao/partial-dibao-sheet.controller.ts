import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import { mergedFamiliesProjection } from '../merged-families/merged-families.projection.js';
import { partialCasesProjection } from './partial-cases.projection.js';
import { PartialDibaoQuery } from './partial-dibao.controller.js';
import { partialDibaoRows, partialFamilies, subjectsOf } from './partial-dibao.query.js';
import { partialDibaoColumns } from './partial-dibao.spreadsheet.js';
import { partialFamiliesProjection } from './partial-families.projection.js';

@Controller('partial-dibao.xlsx')
export class PartialDibaoSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportPartialDibao',
    summary: '下载部分成员享受低保的家庭(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI1',
    views: [partialFamiliesProjection, partialCasesProjection, mergedFamiliesProjection],
  })
  async exportPartialDibao(
    @ReadingDoor() reading: Reading,
    @Query() query: PartialDibaoQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const families = await partialFamilies(reading, query);
    const contentHash = await sealedHash(
      families.flatMap(({ family, cases }) => [...(family === undefined ? [] : [family]), ...cases]),
    );
    const { town, village, assessment } = query;
    const { divisions } = reading.rules;
    const own = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    const unit = divisions.village(village ?? '')?.name ?? divisions.township(town ?? own ?? '')?.name ?? '宁国市';
    const layout = {
      ...(await sheetFrame(this.platform, reading, partialFamiliesProjection, contentHash)),
      name: '部分保家庭',
      title: '部分成员享受低保家庭名单',
      unit,
      orientation: 'landscape' as const,
      columns: partialDibaoColumns,
      rows: await partialDibaoRows(families, reading),
      emptyRows: 0,
    };
    const asked = Object.entries({ town, village, assessment });
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'partial-dibao',
      filters: Object.fromEntries(asked.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      sheets: [layout],
      contentHash,
      subjects: subjectsOf(families),
    });
  }
}
