import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import { NetworkQuery } from './network.controller.js';
import { networkProjection } from './network.projection.js';
import type { Place } from './network.query.js';
import { NETWORK_FIELDS, networkDocuments, networkRow, placesOf, subjectsOf } from './network.query.js';
import type { NetworkLine } from './network.spreadsheet.js';
import { linesOf, networkColumns } from './network.spreadsheet.js';

@Controller('network.xlsx')
export class NetworkSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportNetwork',
    summary: '下载四级联动责任网络(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI2',
    views: [networkProjection],
  })
  async exportNetwork(
    @ReadingDoor() reading: Reading,
    @Query() query: NetworkQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const documents = await networkDocuments(reading, query);
    const places = placesOf(documents, reading, query);
    const contentHash = await sealedHash(documents);
    const area = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    const { town, level } = query;
    const unit = reading.rules.divisions.township(town ?? area ?? '')?.name ?? '宁国市';
    const subjects = subjectsOf(places);
    reading.seen(subjects, NETWORK_FIELDS);
    const layout = {
      ...(await sheetFrame(this.platform, reading, networkProjection, contentHash)),
      name: '责任网络',
      title: '社会救助主动发现四级联动责任网络',
      unit,
      orientation: 'landscape' as const,
      columns: networkColumns,
      rows: rowsOf(places, reading),
      emptyRows: 0,
    };
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'network',
      filters: { ...(town === undefined ? {} : { town }), ...(level === undefined ? {} : { level }) },
      sheets: [layout],
      contentHash,
      subjects,
    });
  }
}

async function* rowsOf(places: readonly Place[], reading: Reading): AsyncIterable<NetworkLine> {
  for (const place of places) yield* linesOf(await networkRow(place, reading));
}
