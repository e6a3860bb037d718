import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Platform } from '../platform.js';
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
