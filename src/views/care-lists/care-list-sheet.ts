import type { FastifyReply } from 'fastify';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Reading } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import type { Platform } from '../../platform/platform.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { CareListsDocument } from './care-lists.projection.js';
import { careListsProjection } from './care-lists.projection.js';
import type { CareListFilter } from './care-lists.query.js';
import { CARE_LIST_FIELDS, CARE_LIST_ORDER, careListFilter } from './care-lists.query.js';

interface CareListSheet<Row> {
  readonly view: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly wanted: Readonly<Record<string, string>>;
  /** What was asked for besides, and what it leaves. */
  readonly filters?: Readonly<Record<string, string>>;
  readonly keep?: (document: CareListsDocument) => boolean;
  readonly row: (document: CareListsDocument, reading: Reading) => Promise<Row>;
}

/** A list of households as a workbook: masked as the caller reads it, every subject recorded. */
export async function sendCareList<Row>(
  platform: Platform,
  reading: Reading,
  reply: FastifyReply,
  { town, village }: CareListFilter,
  { view, title, columns, wanted, filters = {}, keep = () => true, row }: CareListSheet<Row>,
): Promise<void> {
  const place = { ...(town === undefined ? {} : { town }), ...(village === undefined ? {} : { village }) };
  const lists = await reading.views.of(careListsProjection);
  const all = await lists.find(careListFilter(reading, place, wanted), { sort: CARE_LIST_ORDER });
  const documents = all.filter(keep);
  const contentHash = await sealedHash(documents);
  const subjects = documents.map(({ _id }) => _id);
  reading.seen(subjects, CARE_LIST_FIELDS);
  const { divisions } = reading.rules;
  const own = reading.area.kind === 'towns' ? reading.area.towns[0] : undefined;
  const unit = divisions.village(village ?? '')?.name ?? divisions.township(town ?? own ?? '')?.name ?? '宁国市';
  async function* rows(): AsyncIterable<Row> {
    for (const document of documents) yield row(document, reading);
  }
  const layout = {
    ...(await sheetFrame(platform, reading, careListsProjection, contentHash)),
    name: title,
    title,
    unit,
    orientation: 'landscape' as const,
    columns,
    rows: rows(),
    emptyRows: 0,
  };
  sendSheet(platform, reading, reply, {
    fileName: `${title}-${unit}-${localDateOf(reading.now)}.xlsx`,
    view,
    filters: { ...place, ...wanted, ...filters },
    sheets: [layout],
    contentHash,
    subjects,
  });
}
