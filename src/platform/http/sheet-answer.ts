import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { roleName } from '../auth/caller.js';
import { localDateOf } from '../calendar/local-date.js';
import type { Platform } from '../platform.js';
import type { Projection, ViewDocument } from '../projections/projection.js';
import { contentHash } from '../spreadsheets/content-hash.js';
import { attachmentName } from '../spreadsheets/sheet-name.js';
import type { SheetLayout } from '../spreadsheets/sheet.js';
import { writeWorkbook } from '../spreadsheets/write-workbook.js';
import type { Reading } from './reading.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface SheetAnswer {
  /** Readable Chinese name, free of names and numbers of persons. */
  readonly fileName: string;
  readonly view: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly sheets: Iterable<SheetLayout<unknown>> | AsyncIterable<SheetLayout<unknown>>;
  readonly contentHash: string;
  readonly subjects: readonly string[];
}

/**
 * What stands around the rows of every sheet that is drawn from one view: how far it goes, who drew it and when, and by
 * what it can be checked.
 */
export async function sheetFrame(
  platform: Platform,
  { views, asOf, now, caller }: Reading,
  { name }: Pick<Projection, 'name'>,
  hash: string,
): Promise<Pick<SheetLayout<unknown>, 'period' | 'filledBy' | 'reviewedBy' | 'filledOn' | 'footer'>> {
  const today = localDateOf(now);
  const position = asOf ?? (await views.position(name));
  return {
    period: `截至 ${today}`,
    filledBy: caller.name ?? roleName(caller.role),
    reviewedBy: '',
    filledOn: today,
    footer: { anchor: await platform.anchorAt(position), at: now, contentHash: hash },
  };
}

/** Over the sealed rows: the same for every viewer, whatever he may see and whatever is erased later. */
export function sealedHash(documents: readonly ViewDocument[]): Promise<string> {
  return contentHash(documents.map(({ position, ...sealed }) => sealed));
}

/** Streams a workbook; when it has ended, or the reader went away, the access log says whether it was whole. */
export function sendSheet(platform: Platform, reading: Reading, reply: FastifyReply, answer: SheetAnswer): void {
  const bytes = new PassThrough();
  const record = (rows: number, whole: boolean) =>
    platform.accessLog.record(reading.caller, {
      type: 'PageExported',
      data: {
        view: answer.view,
        filters: answer.filters,
        rows,
        contentHash: answer.contentHash,
        whole,
        subjects: answer.subjects,
      },
    });
  writeWorkbook(bytes, answer.sheets).then(
    ({ rows }) => record(rows, true),
    (error: unknown) => {
      record(0, false);
      bytes.destroy(error instanceof Error ? error : new Error('sheet broken'));
    },
  );
  void reply
    .header('content-type', XLSX)
    .header('content-disposition', attachmentName(answer.fileName))
    .header('x-content-hash', answer.contentHash)
    .send(bytes);
}
