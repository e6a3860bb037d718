import type { EventStore, ReadableLog } from '../../platform/event-store/event-store.port.js';
import { messageOf } from '../../platform/event-store/sqlite-log-file.js';
import { SqliteLogFollower } from '../../platform/event-store/sqlite-log-follower.js';
import { openSqliteEventStore } from '../../platform/event-store/sqlite.event-store.js';
import type { EsdbLog } from '../../platform/eventstoredb/esdb-log.js';
import { openEventStoreDb, openEventStoreDbReader } from '../../platform/eventstoredb/eventstoredb.store.js';
import type { Console } from '../console.js';
import { CannotOpen } from '../console.js';
import { logFileIn, newLogFileIn, readingLog } from '../log-file.js';

/** A place that is no folder but a server: a connection string of EventStoreDB. */
const ON_A_SERVER = /^esdb(\+discover)?:\/\//;

/**
 * Asks a stored log, in a folder or on an EventStoreDB server, read-only and beside a running server. Whatever is
 * refused is a `CannotOpen`.
 */
export async function readingStored<Answer>(
  folder: string | undefined,
  console: Console,
  question: (log: ReadableLog) => Promise<Answer>,
): Promise<Answer> {
  if (folder !== undefined && ON_A_SERVER.test(folder)) return asking(await readerOn(folder), question);
  const file = logFileIn(folder, console);
  // A damage is thrown at the reader, too, and nobody writes here.
  return readingLog(file, () => asking(new SqliteLogFollower(file, () => undefined), question));
}

/** Writes a stored log, which is made where there is none; nobody else may write it meanwhile. */
export async function writingStored<Answer>(
  folder: string | undefined,
  console: Console,
  work: (store: EventStore) => Promise<Answer>,
): Promise<Answer> {
  const opening =
    folder !== undefined && ON_A_SERVER.test(folder)
      ? openEventStoreDb({ url: folder })
      : openSqliteEventStore({ file: newLogFileIn(folder, console) });
  return asking(await opening.catch(cannotOpen), work);
}

/** A server without a log of ours is refused as one that does not answer is; nothing is written on it. */
async function readerOn(url: string): Promise<EsdbLog> {
  try {
    const log = openEventStoreDbReader({ url });
    await log.logId().catch(async (error: unknown) => {
      await log.close();
      throw error;
    });
    return log;
  } catch (error) {
    return cannotOpen(error);
  }
}

async function asking<Log extends { close(): Promise<void> }, Answer>(
  log: Log,
  question: (log: Log) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await question(log);
  } finally {
    await log.close();
  }
}

function cannotOpen(error: unknown): never {
  throw new CannotOpen(messageOf(error), { cause: error });
}
