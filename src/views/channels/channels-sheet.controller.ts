import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import { ChannelsQuery } from './channels.controller.js';
import { channelsProjection } from './channels.projection.js';
import { channelDocuments, rowsOf, yearAsked } from './channels.query.js';
import { channelColumns } from './channels.spreadsheet.js';

@Controller('channels.xlsx')
export class ChannelsSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportChannels',
    summary: '下载政策宣传渠道使用情况(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'none',
    views: [channelsProjection],
  })
  async exportChannels(
    @ReadingDoor() reading: Reading,
    @Query() query: ChannelsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const documents = await channelDocuments(reading, query);
    const contentHash = await sealedHash(documents);
    const year = yearAsked(reading, query);
    const area = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    const unit = reading.rules.divisions.township(query.town ?? area ?? '')?.name ?? '宁国市';
    const layout = {
      ...(await sheetFrame(this.platform, reading, channelsProjection, contentHash)),
      name: year,
      title: `${year} 年政策宣传渠道使用情况`,
      unit,
      orientation: 'landscape' as const,
      columns: channelColumns,
      rows: rowsOf(documents, reading, query),
      emptyRows: 0,
    };
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'channels',
      filters: { year, ...(query.town === undefined ? {} : { town: query.town }) },
      sheets: [layout],
      contentHash,
      subjects: [],
    });
  }
}
