import os from 'node:os';
import type { Db } from 'mongodb';
import { MongoClient } from 'mongodb';

/** A database for views. Everything in it may be deleted tonight: it is poured again from the log. */
export interface ReadStore {
  readonly db: Db;
  close(): Promise<void>;
}

/** A server that has gone away must show itself as an error the runner can retry, well before a reader gives up. */
const SERVER_SELECTION_MS = 5_000;
/** A server that does not even shake hands is not there. */
const CONNECT_MS = 3_000;
/** How often the driver looks after its server: lines that died without a word are all given up then, not one by one. */
const LOOK_AFTER_MS = 2_000;
/**
 * Longest silence of a server that has been asked something; the driver itself would wait for ever. The longest single
 * commands are the portions of a pour and counting a view, both far below it.
 */
const SILENCE_MS = 10_000;

/**
 * Connects to a MongoDB server, real or embedded. Writes are acknowledged by a majority and its journal: a checkpoint
 * that outlives the documents it speaks for would lose facts silently. `undefined` is left out of documents (the
 * driver's default turns it into null, and a loaded document would differ from the one just folded).
 * Rejects when no server answers within 5 s. Later, whatever is asked of a server that has fallen silent rejects: after
 * `silenceMs`, and the time of shaking hands twice because the driver repeats a read on a new connection.
 */
export async function connectReadStore(
  url: string,
  database: string,
  { silenceMs = SILENCE_MS }: { readonly silenceMs?: number } = {},
): Promise<ReadStore> {
  const client = new MongoClient(url, {
    ignoreUndefined: true,
    // The driver would import it at run time; where that is impossible (a test's sandbox) it silently leaves out its
    // name, which the embedded server asks for.
    runtimeAdapters: { os },
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    connectTimeoutMS: Math.min(CONNECT_MS, silenceMs),
    socketTimeoutMS: silenceMs,
    heartbeatFrequencyMS: LOOK_AFTER_MS,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
  });
  try {
    await client.connect();
    await client.db('admin').command({ ping: 1 });
  } catch (error) {
    await client.close();
    throw error;
  }
  return { db: client.db(database), close: () => client.close() };
}
