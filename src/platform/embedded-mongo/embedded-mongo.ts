import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Opening, Served } from './serve.js';
import { serve } from './serve.js';
import type { SnapshotPlace } from './snapshot.js';

export interface EmbeddedMongo extends Opening {
  /** For the official driver. It contains a password made for this start, so it belongs in no log. */
  readonly url: string;
  /** Ends it: what is worth keeping is kept, everything else forgotten. Close the clients first. */
  close(): Promise<void>;
}

export interface EmbeddedMongoOptions {
  readonly worker?: boolean;
  /** What of it outlives the process, and where. Absent: nothing. */
  readonly snapshot?: SnapshotPlace;
  /** Told why a snapshot could not be written; the data in memory is none the worse for it. */
  readonly failed?: (reason: string) => void;
}

export interface GivenToServer {
  readonly secret: string;
  readonly snapshot?: SnapshotPlace;
}

export type FromServer =
  ({ readonly kind: 'ready'; readonly port: number } & Opening) | { readonly kind: 'failed'; readonly reason: string };

/** The compiled worker beside this compiled file; absent where the TypeScript sources themselves are run (tests). */
const WORKER_FILE = join(__dirname, 'embedded-mongo.worker.js');

/**
 * Starts a read store in memory that speaks MongoDB's protocol on a loopback port, to this process only: empty, or as
 * its snapshot has it. It runs in a thread of its own, unless `worker` is false or the compiled worker is not there;
 * then in the caller's thread. A thread that dies later takes the process with it: a fresh start takes the last
 * snapshot and folds what came since.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions = {}): Promise<EmbeddedMongo> {
  const { worker = true, snapshot, failed = () => undefined } = options;
  const secret = randomBytes(24).toString('base64url');
  const server =
    worker && existsSync(WORKER_FILE)
      ? await serveInWorker({ secret, snapshot }, failed)
      : await serve({ secret, snapshot, failed });
  const { port, documents, refused } = server;
  const url = `mongodb://embedded:${secret}@127.0.0.1:${port}/?authMechanism=PLAIN&authSource=%24external`;
  return { url, documents, refused, close: () => server.close() };
}

async function serveInWorker(given: GivenToServer, failed: (reason: string) => void): Promise<Served> {
  const worker = new Worker(WORKER_FILE, { workerData: given, name: 'embedded-mongo' });
  const [ready] = (await once(worker, 'message')) as [FromServer & { kind: 'ready' }];
  worker.on('message', (message: FromServer) => {
    if (message.kind === 'failed') failed(message.reason);
  });
  const close = async (): Promise<void> => {
    const ended = once(worker, 'exit');
    worker.postMessage('close');
    await ended;
  };
  return { ...ready, close };
}
