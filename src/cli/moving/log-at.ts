import type { EventStore, ReadableLog } from '../../platform/event-store/event-store.port.js';
import { messageOf } from '../../platform/event-store/sqlite-log-file.js';
import { SqliteLogFollower } from '../../platform/event-store/sqlite-log-follower.js';
import { openSqliteEventStore } from '../../platform/event-store/sqlite.event-store.js';
import type { Console } from '../console.js';
import { CannotOpen } from '../console.js';
import { logFileIn, newLogFileIn, readingLog } from '../log-file.js';

/** Asks a stored log, read-only and beside a running server. Whatever is refused is a `CannotOpen`. */
export async function readingStored<Answer>(
  folder: string | undefined,
  console: Console,
  question: (log: ReadableLog) => Promise<Answer>,
): Promise<Answer> {
  const file = logFileIn(folder, console);
  return readingLog(file, async () => {
    // A damage is thrown at the reader, too, and nobody writes here.
    const log = new SqliteLogFollower(file, () => undefined);
    try {
      return await question(log);
    } finally {
      await log.close();
    }
  });
}

/** Writes a stored log, which is made where there is none; nobody else may write it meanwhile. */
export async function writingStored<Answer>(
  folder: string | undefined,
  console: Console,
  work: (store: EventStore) => Promise<Answer>,
): Promise<Answer> {
  const store = await openSqliteEventStore({ file: newLogFileIn(folder, console) }).catch((error: unknown) => {
    throw new CannotOpen(messageOf(error), { cause: error });
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
