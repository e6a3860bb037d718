import { crc32 } from 'node:zlib';
import type { Envelope, JsonObject, Recorded } from '../fact.js';
import { LogDamaged } from './log-refusals.js';

/** A row of the log as it is selected: what a fact is made of, and its checksum. */
export interface LogRow {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly sum: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

export const ROW_COLUMNS = 'position, stream, revision, sum, id, type, data, metadata';

export function sumOf(row: Omit<LogRow, 'sum'>): number {
  const { position, stream, revision, id, type, data, metadata } = row;
  return crc32(metadata, crc32(data, crc32(`${position} ${stream} ${revision} ${id} ${type}`)));
}

/** Throws `LogDamaged` naming the position when the row is not what was written. */
export function recordedOf(file: string, row: LogRow): Recorded {
  if (sumOf(row) !== row.sum) throw new LogDamaged(file, `位置 ${row.position} 的事实校验不符`);
  return {
    type: row.type,
    data: JSON.parse(row.data) as JsonObject,
    id: row.id,
    stream: row.stream,
    revision: row.revision,
    position: row.position,
    metadata: JSON.parse(row.metadata) as Envelope,
  };
}
