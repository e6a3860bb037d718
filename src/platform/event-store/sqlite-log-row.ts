import { crc32 } from 'node:zlib';
import type { Envelope, JsonObject, Recorded } from '../fact.js';
import { categoryOf } from '../fact.js';
import { LogDamaged } from './log-refusals.js';

/** A row of the log as it is selected: what a fact is made of, its checksum, and the columns rows are found by. */
export interface LogRow {
  readonly position: number;
  readonly stream: string;
  readonly category: string;
  readonly town: string;
  readonly recordedAt: string;
  readonly revision: number;
  readonly sum: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

export const ROW_COLUMNS =
  'position, stream, category, town, recorded_at AS recordedAt, revision, sum, id, type, data, metadata';

type Summed = Omit<LogRow, 'sum' | 'category' | 'town' | 'recordedAt'>;

export function sumOf(row: Summed): number {
  const { position, stream, revision, id, type, data, metadata } = row;
  return crc32(metadata, crc32(data, crc32(`${position} ${stream} ${revision} ${id} ${type}`)));
}

/** Throws `LogDamaged` naming position, stream and revision when the row is not what was written. */
export function recordedOf(file: string, row: LogRow): Recorded {
  const { position, stream, revision, id, type, category, town, recordedAt } = row;
  // The engine gives whatever a damaged record says it holds: another type, or nothing.
  if (![stream, id, type, row.data, row.metadata].every((text) => typeof text === 'string') || sumOf(row) !== row.sum)
    throw damageAt(file, row, '的事实校验不符');
  const data = contentOf<JsonObject>(file, row, row.data);
  const metadata = contentOf<Envelope>(file, row, row.metadata);
  // The checksum does not cover these; a fact that is found under a wrong one would silently be missing elsewhere.
  if (category !== categoryOf(stream) || town !== (metadata.townCode ?? '') || recordedAt !== metadata.recordedAt)
    throw damageAt(file, row, '的类别、乡镇或记录时间与事实不符');
  return { type, data, id, stream, revision, position, metadata };
}

/** The checksum runs over both texts as one: where one ends and the other begins shows only in reading them. */
function contentOf<Content>(file: string, row: LogRow, text: string): Content {
  try {
    return JSON.parse(text) as Content;
  } catch {
    throw damageAt(file, row, '的事实无法解读');
  }
}

function damageAt(file: string, { position, stream, revision }: LogRow, what: string): LogDamaged {
  return new LogDamaged(file, `位置 ${position}（流 ${stream} 第 ${revision} 版）${what}`);
}
