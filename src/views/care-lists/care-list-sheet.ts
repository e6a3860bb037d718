import type { FastifyReply } from 'fastify';
import { sendListSheet } from '../../platform/http/list-sheet.js';
import type { Reading } from '../../platform/http/reading.js';
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
  const subjects = documents.map(({ _id }) => _id);
  reading.seen(subjects, CARE_LIST_FIELDS);
  async function* rows(): AsyncIterable<Row> {
    for (const document of documents) yield row(document, reading);
  }
  await sendListSheet(platform, reading, reply, {
    projection: careListsProjection,
    view,
    title,
    asked: { ...place, ...wanted, ...filters },
    documents,
    subjects,
    columns,
    rows: rows(),
  });
}
