import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from '../sqlite/database-sync.js';
import { LogDamaged, LogNotWritable, LogTooNew, LogUnsafe } from './log-refusals.js';
import { assertSoundWal } from './sqlite-wal-check.js';

/** Opens a database file for reading and writing; a parameter so that failing disks can be rehearsed. */
export type OpenDatabase = (file: string, options?: { readonly readOnly?: boolean }) => DatabaseSync;

/** Raised by one with every change of the tables below that an earlier release would misread. */
export const LOG_FORMAT = 1;

/** Positions per block of the `clock` table. */
export const CLOCK_BLOCK = 1024;

/**
 * `rest`: events of the same append still following, so that a repeated append is recognised exactly.
 * `sum`: CRC-32 of the row, checked on every read (SQLite keeps no checksums of its own pages).
 * No index on `id`: random ids dirty one page each and cost two thirds of the throughput.
 * `clock` holds the earliest `recorded_at` of every block of positions: as-of needs the *greatest* position not after an
 * instant, also where a clock jumped back between two processes, which no index on `recorded_at` answers quickly.
 */
const SCHEMA = `
  CREATE TABLE log (format INTEGER NOT NULL, log_id TEXT NOT NULL, resumed INTEGER NOT NULL);
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    category TEXT NOT NULL,
    revision INTEGER NOT NULL,
    rest INTEGER NOT NULL,
    town TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    sum INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL
  );
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
  CREATE INDEX events_by_town ON events (town, position);
  CREATE TABLE clock (block INTEGER PRIMARY KEY, earliest TEXT NOT NULL);
`;

export function makeLogFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw new LogNotWritable(file, messageOf(error));
  }
}

/** Creates the tables where there are none, and refuses a file this release must not touch. */
export function prepareLogFile(file: string, open: OpenDatabase): { readonly logId: string } {
  assertSoundWal(file);
  const database = openForWriting(file, open);
  try {
    return { logId: identityOf(file, database) };
  } catch (error) {
    throw asRefusal(file, error);
  } finally {
    database.close();
  }
}

/** A connection that keeps the promise of an acknowledgement. What was asked of the engine is read back. */
export function openForWriting(file: string, open: OpenDatabase): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = open(file);
    database.exec(`
      PRAGMA busy_timeout = 2000;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = 2000;
      PRAGMA cache_size = -65536;
    `);
    assertSetting(file, database, 'journal_mode', 'wal');
    assertSetting(file, database, 'synchronous', 2);
    return database;
  } catch (error) {
    database?.close();
    throw asRefusal(file, error);
  }
}

function assertSetting(file: string, database: DatabaseSync, name: string, wanted: string | number): void {
  const row = database.prepare(`PRAGMA ${name}`).get() as Record<string, unknown> | undefined;
  const found = row?.[name];
  if (found !== wanted) throw new LogUnsafe(file, `${name} = ${String(found)}，应为 ${wanted}`);
}

function identityOf(file: string, database: DatabaseSync): string {
  const tables = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all() as { name: string }[];
  if (tables.length === 0) {
    database.exec('BEGIN IMMEDIATE');
    database.exec(SCHEMA);
    database.prepare('INSERT INTO log VALUES (?, ?, 0)').run(LOG_FORMAT, randomUUID());
    database.exec('COMMIT');
  } else if (!tables.some(({ name }) => name === 'log')) {
    throw new LogDamaged(file, '不是本系统的日志文件');
  }
  const row = database.prepare('SELECT format, log_id AS logId FROM log').get() as
    { format: number; logId: string } | undefined;
  if (!row) throw new LogDamaged(file, '缺少日志标识');
  if (row.format > LOG_FORMAT) throw new LogTooNew(file, row.format, LOG_FORMAT);
  return row.logId;
}

const BUSY = 5;
const NOT_WRITABLE = new Map([
  [3, '没有权限'],
  [8, '只读'],
  [10, '读写错误'],
  [13, '磁盘空间不足'],
  [14, '无法打开文件'],
]);
const DAMAGED = new Map([
  // Our own statements, and tables that do not fit them.
  [1, '表结构不符'],
  [11, '数据库结构不一致'],
  [26, '不是数据库文件'],
]);

/** Primary result code of SQLite, undefined for other errors. Extended codes carry it in their low byte. */
export function resultCodeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

export function isBusy(error: unknown): boolean {
  return resultCodeOf(error) === BUSY;
}

/** The engine's error as one of ours where it says something about the log; anything else unchanged. */
export function asRefusal(file: string, error: unknown): unknown {
  const code = resultCodeOf(error);
  if (code === undefined) return error;
  const damage = DAMAGED.get(code);
  if (damage !== undefined) return new LogDamaged(file, `${damage}：${lineOf(error)}`);
  const obstacle = NOT_WRITABLE.get(code);
  if (obstacle !== undefined) return new LogNotWritable(file, `${obstacle}：${lineOf(error)}`);
  return error;
}

/** The engine quotes a damaged schema with its line breaks. */
function lineOf(error: unknown): string {
  return messageOf(error).split('\n', 1)[0] ?? '';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
