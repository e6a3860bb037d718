import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { sendListSheet } from '../../platform/http/list-sheet.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
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
    const { town, village, assessment } = query;
    await sendListSheet(this.platform, reading, reply, {
      projection: partialFamiliesProjection,
      view: 'partial-dibao',
      title: '部分成员享受低保家庭名单',
      name: '部分保家庭',
      asked: { town, village, assessment },
      documents: families.flatMap(({ family, cases }) => [...(family === undefined ? [] : [family]), ...cases]),
      subjects: subjectsOf(families),
      columns: partialDibaoColumns,
      rows: await partialDibaoRows(families, reading),
    });
  }
}
