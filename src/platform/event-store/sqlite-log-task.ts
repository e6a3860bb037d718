import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { DatabaseSync } from '../sqlite/database-sync.js';
import { openDatabase } from '../sqlite/database-sync.js';
import { LogDamaged, LogNotWritable } from './log-refusals.js';
import type { FactKind } from './event-store.port.js';
import { CLOCK_BLOCK, asRefusal } from './sqlite-log-file.js';
import type { LogRow } from './sqlite-log-row.js';
import { ROW_COLUMNS, recordedOf } from './sqlite-log-row.js';

/** Work on a whole log that takes seconds to minutes: done in a thread of its own where there is one. */
export type LogTask =
  | { readonly kind: 'backup'; readonly file: string; readonly toFile: string }
  /** Structure, indexes, gaps and times. */
  | { readonly kind: 'inspect'; readonly file: string }
  /** Content of the facts behind one position, up to another. */
  | { readonly kind: 'read-through'; readonly file: string; readonly after: number; readonly upTo: number }
  /** The structure, and the content of all. */
  | { readonly kind: 'verify'; readonly file: string }
  | { readonly kind: 'kinds'; readonly file: string };

export interface LogTaskAnswer {
  /** Events copied or checked. */
  readonly events: number;
  /** Where they were asked for. */
  readonly kinds?: readonly FactKind[];
}

const ROWS = 1_000;
/** KiB of the file in memory while its indexes are compared with it: with the default they are read over and over. */
const CACHE_KIB = 262_144;

export function performLogTask(task: LogTask): LogTaskAnswer {
  try {
    return task.kind === 'backup' ? { events: backUp(task.file, task.toFile) } : check(task);
  } catch (error) {
    throw asRefusal(task.file, error);
  }
}

/** The copy appears under its name only when it is complete and on disk. */
function backUp(file: string, toFile: string): number {
  if (existsSync(toFile)) throw new LogNotWritable(toFile, '备份目标已存在');
  const part = `${toFile}.part`;
  rmSync(part, { force: true });
  const source = openDatabase(file, { readOnly: true });
  try {
    source.prepare('VACUUM INTO ?').run(part);
  } finally {
    source.close();
  }
  const events = giveOwnIdentity(part);
  flush(part);
  renameSync(part, toFile);
  flush(dirname(toFile));
  return events;
}

function giveOwnIdentity(file: string): number {
  const copy = openDatabase(file);
  try {
    copy.prepare('UPDATE log SET log_id = ?').run(randomUUID());
    return countOf(copy);
  } finally {
    copy.close();
  }
}

function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function check(task: Exclude<LogTask, { readonly kind: 'backup' }>): LogTaskAnswer {
  const { file, kind } = task;
  const database = openDatabase(file, { readOnly: true });
  try {
    if (kind === 'kinds') return kindsOf(file, database);
    if (kind === 'read-through') return { events: readThrough(file, database, task) };
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    inspect(file, database);
    const events = countOf(database);
    if (kind === 'verify') readThrough(file, database, { after: 0, upTo: events });
    return { events };
  } finally {
    database.close();
  }
}

/** Told by the engine, for to read a million facts only for this takes longer than all else at a start. */
function kindsOf(file: string, database: DatabaseSync): LogTaskAnswer {
  const events = countOf(database);
  try {
    const kinds = database
      .prepare(
        `SELECT category, type, metadata ->> 'schemaVersion' AS schemaVersion, min(position) AS position
         FROM events GROUP BY 1, 2, 3 ORDER BY 4`,
      )
      .all() as FactKind[];
    return { events, kinds };
  } catch (error) {
    // An envelope that is no JSON: the engine says no more than that, reading says where.
    readThrough(file, database, { after: 0, upTo: events });
    throw error;
  }
}

/** A second row for the same revision or an entry missing in an index would let an append overwrite what stands. */
function inspect(file: string, database: DatabaseSync): void {
  const flaw = database.prepare('PRAGMA integrity_check(1)').get() as { integrity_check: string };
  // The engine heads its finding with a line of its own.
  if (flaw.integrity_check !== 'ok') throw new LogDamaged(file, flaw.integrity_check.split('\n').at(-1) ?? '');
  const gap = database
    .prepare('SELECT stream FROM events GROUP BY stream HAVING count(*) <> max(revision) + 1 LIMIT 1')
    .get() as { stream: string } | undefined;
  if (gap) throw new LogDamaged(file, `流 ${gap.stream} 的版次不连续`);
  const block = database
    .prepare(
      `SELECT position / ${CLOCK_BLOCK} AS block, min(recorded_at) AS earliest FROM events GROUP BY block
       EXCEPT SELECT block, earliest FROM clock`,
    )
    .get() as { block: number } | undefined;
  if (block) throw new LogDamaged(file, `时间索引第 ${block.block} 段与事实不符`);
}

/** Positions are given without gaps. */
function readThrough(
  file: string,
  database: DatabaseSync,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): number {
  const select = database.prepare(
    `SELECT ${ROW_COLUMNS} FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ${ROWS}`,
  );
  for (let last = after; last < upTo;) {
    const rows = select.all(last, upTo) as LogRow[];
    for (const row of rows) {
      if (row.position !== last + 1) break;
      recordedOf(file, row);
      last = row.position;
    }
    if (last < upTo && rows.at(-1)?.position !== last) throw new LogDamaged(file, `位置 ${last + 1} 缺失`);
  }
  return upTo - after;
}

function countOf(database: DatabaseSync): number {
  const { events } = database.prepare('SELECT count(*) AS events FROM events').get() as { events: number };
  return events;
}
