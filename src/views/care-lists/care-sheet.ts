import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Reading } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import type { Platform } from '../../platform/platform.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';

interface CareSheet<Document, Row> {
  readonly projection: Projection;
  readonly title: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly documents: readonly Document[];
  readonly subjects: readonly string[];
  readonly columns: readonly Column<Row>[];
  readonly rows: AsyncIterable<Row>;
}

/** A list of those who need care as a workbook: masked as the caller reads it, every subject recorded. */
export async function sendCareSheet<Document extends ViewDocument, Row>(
  platform: Platform,
  reading: Reading,
  reply: FastifyReply,
  { projection, title, filters, documents, subjects, columns, rows }: CareSheet<Document, Row>,
): Promise<void> {
  const contentHash = await sealedHash(documents);
  const { divisions } = reading.rules;
  const own = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
  const { village = '', town = own ?? '' } = filters;
  const unit = divisions.village(village)?.name ?? divisions.township(town)?.name ?? '宁国市';
  const layout = {
    ...(await sheetFrame(platform, reading, projection, contentHash)),
    name: title,
    title,
    unit,
    orientation: 'landscape' as const,
    columns,
    rows,
    emptyRows: 0,
  };
  sendSheet(platform, reading, reply, {
    fileName: `${title}-${unit}-${localDateOf(reading.now)}.xlsx`,
    view: projection.name,
    filters,
    sheets: [layout],
    contentHash,
    subjects,
  });
}
