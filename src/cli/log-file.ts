import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asRefusal, messageOf } from '../platform/event-store/sqlite-log-file.js';
import { LOG_FORMAT } from '../platform/event-store/sqlite-log-file.js';
import { LogTooNew } from '../platform/event-store/log-refusals.js';
import { SqliteLogReader } from '../platform/event-store/sqlite-log-reader.js';
import { openDatabase } from '../platform/sqlite/database-sync.js';
import type { Console } from './console.js';
import { CannotOpen } from './console.js';

const LOG = 'log.sqlite';

/**
 * The log of a data folder, found as the server finds it: `--data` or DISCOVERY_DATA_DIR, the demo's `demo/` inside as
 * long as no issuer is set. A folder that holds a log itself (a copy, a backup) is taken as it is.
 */
export function logFileIn(folder: string | undefined, console: Pick<Console, 'env'>): string {
  const places = placesIn(folder, console);
  const file = places.find((place) => existsSync(place));
  if (file === undefined) throw new CannotOpen(`找不到事实日志：${places.join('、')}`);
  return file;
}

/** The same log, or where the server would make it. */
export function newLogFileIn(folder: string | undefined, console: Pick<Console, 'env'>): string {
  const places = placesIn(folder, console);
  return places.find((place) => existsSync(place)) ?? places[0];
}

function placesIn(folder: string | undefined, console: Pick<Console, 'env'>): [string, ...string[]] {
  const [first, ...others] = foldersIn(folder, console);
  return [join(first, LOG), ...others.map((other) => join(other, LOG))];
}

/** Where a server with these settings may keep its data, first where it would. */
export function foldersIn(folder: string | undefined, { env }: Pick<Console, 'env'>): [string, ...string[]] {
  const outer = folder ?? (env['DISCOVERY_DATA_DIR']?.trim() || 'data');
  const demo = (env['DISCOVERY_ISSUER']?.trim() || undefined) === undefined;
  return demo ? [join(outer, 'demo'), outer] : [outer];
}

/** Runs a question on the log, read-only and beside a running server; whatever is refused is a `CannotOpen`. */
export async function readingLog<Answer>(
  file: string,
  question: (reader: SqliteLogReader) => Promise<Answer>,
): Promise<Answer> {
  let reader: SqliteLogReader | undefined;
  try {
    assertKnownFormat(file);
    reader = new SqliteLogReader(file);
    reader.head();
  } catch (error) {
    reader?.close();
    throw new CannotOpen(messageOf(asRefusal(file, error)), { cause: error });
  }
  try {
    return await question(reader);
  } finally {
    reader.close();
  }
}

function assertKnownFormat(file: string): void {
  const database = openDatabase(file, { readOnly: true });
  try {
    const row = database.prepare('SELECT format FROM log').get() as { format: number } | undefined;
    if (row && row.format > LOG_FORMAT) throw new LogTooNew(file, row.format, LOG_FORMAT);
  } finally {
    database.close();
  }
}
