import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { NotFound } from '../../platform/change/refusals.js';
import { covers } from '../../platform/auth/area.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Id } from '../../platform/http/shape.js';
import { sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import { contentHash } from '../../platform/spreadsheets/content-hash.js';
import type { SheetLayout } from '../../platform/spreadsheets/sheet.js';
import { responsibleTermsProjection } from '../responsible-terms/responsible-terms.projection.js';
import { WhoAnswered } from '../responsible-terms/who-answered.js';
import { RosterQuery } from './roster.controller.js';
import type { RosterDocument } from './roster.projection.js';
import { rosterProjection } from './roster.projection.js';
import type { RosterFilter, RosterRow } from './roster.query.js';
import { ROSTER_ORDER, rosterFilter, rosterRow } from './roster.query.js';
import { rosterColumns } from './roster.spreadsheet.js';

export class RosterSheetQuery extends RosterQuery {
  @Id({ description: '已复核同意的导出编号；不填则遮盖个人信息', optional: true }) exportId?: string;
}

@Controller('roster.xlsx')
export class RosterSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportRoster',
    summary: '下载重点人群花名册(附件1，xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU'],
    pii: 'PI3',
    views: [rosterProjection, responsibleTermsProjection],
  })
  async exportRoster(
    @ReadingDoor() reading: Reading,
    @Query() query: RosterSheetQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const granted = query.exportId === undefined ? undefined : await this.granted(query.exportId, reading);
    const filter: RosterFilter = granted ? { state: 'ALL', ...granted.filters } : query;
    const view = await reading.views.of(rosterProjection);
    const documents = () => view.each(rosterFilter(reading, filter), ROSTER_ORDER);
    const { hash, subjects } = await sealedContent(documents());
    if (granted) await this.recordReveal(reading, granted, query.exportId ?? '', subjects);
    const layout = await this.layout(reading, filter, hash, documents(), granted?.fields ?? [], query.exportId);
    reading.seen(subjects, ['name', 'idNo', 'phone', 'address', 'remark']);
    const filters = Object.fromEntries(
      Object.entries(filter).filter(([, value]) => typeof value === 'string'),
    ) as Record<string, string>;
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${layout.unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'roster',
      filters,
      sheets: [layout],
      contentHash: hash,
      subjects,
    });
  }

  /** An approved export is its proposer's alone, within its own filters, until it expires. */
  private async granted(exportId: string, { caller, area }: Reading) {
    const found = await this.platform.orders.exportInForce(exportId);
    const { town, village } = found?.filters ?? {};
    const unit = { townCode: town, villageCode: village };
    const own =
      found?.view === 'roster' && found.proposedBy === caller.id && (area.kind === 'city' || covers(area, unit));
    if (!found || !own) throw new NotFound('没有这项在有效期内、由您提请的导出');
    return found;
  }

  /** Revealed fields of more than one household: recorded durably before the first byte leaves. */
  private async recordReveal(
    { caller }: Reading,
    granted: { fields: readonly string[] },
    exportId: string,
    subjects: readonly string[],
  ) {
    await this.platform.accessLog.recordDurably(caller, {
      type: 'SensitiveDataViewed',
      data: {
        operation: 'exportRoster',
        subjects,
        fields: granted.fields,
        kind: 'revealed',
        purposeCode: 'SUPERVISION',
        purposeRef: exportId,
        resultCount: subjects.length,
        channel: 'xlsx',
      },
    });
  }

  private async layout(
    reading: Reading,
    { town, village }: RosterFilter,
    hash: string,
    documents: AsyncIterable<RosterDocument>,
    revealed: readonly string[],
    exportId: string | undefined,
  ): Promise<SheetLayout<RosterRow>> {
    const { divisions } = reading.rules;
    const area = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
    const unit = divisions.village(village ?? '')?.name ?? divisions.township(town ?? area ?? '')?.name ?? '宁国市';
    const frame = await sheetFrame(this.platform, reading, rosterProjection, hash);
    return {
      ...frame,
      name: '附件1',
      title: '重点人群花名册',
      unit,
      orientation: 'landscape',
      columns: rosterColumns,
      rows: rowsOf(documents, reading, revealed),
      emptyRows: 5,
      footer: {
        ...frame.footer,
        ...(exportId === undefined ? {} : { watermark: `仅限 ${reading.caller.id} 使用 · 导出编号 ${exportId}` }),
      },
    };
  }
}

/** Hash over the sealed rows: the same for every viewer, whatever he may see and whatever is erased later. */
async function sealedContent(
  documents: AsyncIterable<RosterDocument>,
): Promise<{ hash: string; subjects: readonly string[] }> {
  const subjects: string[] = [];
  async function* rows(): AsyncIterable<unknown> {
    for await (const { position, ...document } of documents) {
      subjects.push(document._id);
      yield document;
    }
  }
  return { hash: await contentHash(rows()), subjects };
}

async function* rowsOf(
  documents: AsyncIterable<RosterDocument>,
  reading: Reading,
  revealed: readonly string[],
): AsyncIterable<RosterRow> {
  const who = await WhoAnswered.of(reading.views);
  for await (const document of documents) {
    const row = await rosterRow(document, reading, who);
    yield revealed.length === 0 ? row : { ...row, ...(await revealedFields(document, reading, revealed)) };
  }
}

async function revealedFields(
  document: RosterDocument,
  { open }: Reading,
  fields: readonly string[],
): Promise<Partial<RosterRow>> {
  const head = document.members.find(({ particulars }) => particulars.memberId === document.headId)?.particulars;
  return {
    ...(fields.includes('idNo') && head?.idNo ? { headIdNo: await open.revealed(head.idNo, 'PI3') } : {}),
    ...(fields.includes('phone') && head?.phone ? { phone: await open.revealed(head.phone, 'PI2') } : {}),
    ...(fields.includes('address') ? { address: await open.revealed(document.address, 'PI2') } : {}),
  };
}
