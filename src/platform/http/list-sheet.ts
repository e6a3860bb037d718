import type { FastifyReply } from 'fastify';
import { localDateOf } from '../calendar/local-date.js';
import type { Platform } from '../platform.js';
import type { Projection, ViewDocument } from '../projections/projection.js';
import type { Column, SheetLayout } from '../spreadsheets/sheet.js';
import type { Reading } from './reading.js';
import { sealedHash, sendSheet, sheetFrame } from './sheet-answer.js';

export interface ListSheet<Row> {
  /** The view it is drawn from: how far that has come stands at the foot. */
  readonly projection: Pick<Projection, 'name'>;
  /** As the access log calls it; the projection's name where absent. */
  readonly view?: string;
  readonly title: string;
  /** Of the page in the workbook; the title where absent. */
  readonly name?: string;
  /** Whose list it is; by the place where absent. */
  readonly unit?: string;
  /** What was asked for; whatever was not is undefined. */
  readonly asked: Readonly<Record<string, string | undefined>>;
  readonly documents: readonly ViewDocument[];
  /** Whose particulars it shows. */
  readonly subjects?: readonly string[];
  readonly columns: readonly Column<Row>[];
  readonly rows: SheetLayout<Row>['rows'];
}

/** A list of a view as a workbook of one page, broader than high, without lines left empty. */
export async function sendListSheet<Row>(
  platform: Platform,
  reading: Reading,
  reply: FastifyReply,
  { projection, documents, asked, columns, rows, ...sheet }: ListSheet<Row>,
): Promise<void> {
  const { title, view = projection.name, name = title, unit = placeOf(reading, asked), subjects = [] } = sheet;
  const contentHash = await sealedHash(documents);
  const frame = await sheetFrame(platform, reading, projection, contentHash);
  const layout = { ...frame, name, title, unit, orientation: 'landscape' as const, columns, rows, emptyRows: 0 };
  const filters = Object.entries(asked).flatMap(([filter, value]) => (value === undefined ? [] : [[filter, value]]));
  sendSheet(platform, reading, reply, {
    fileName: `${title}-${unit}-${localDateOf(reading.now)}.xlsx`,
    view,
    filters: Object.fromEntries(filters) as Record<string, string>,
    sheets: [layout],
    contentHash,
    subjects,
  });
}

/** The township asked for, else the caller's own, else the city. */
export function townshipOf({ area, rules: { divisions } }: Reading, town: string | undefined): string {
  const own = area.kind === 'towns' ? area.towns[0] : undefined;
  return divisions.township(town ?? own ?? '')?.name ?? '宁国市';
}

/** The village asked for, else the township. */
export function placeOf(reading: Reading, { town, village = '' }: ListSheet<unknown>['asked']): string {
  return reading.rules.divisions.village(village)?.name ?? townshipOf(reading, town);
}
