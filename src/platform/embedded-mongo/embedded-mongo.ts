import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RunningServer } from './server.js';
import { listen } from './server.js';

export interface EmbeddedMongo {
  /** For the official driver. It contains a password made for this start, so it belongs in no log. */
  readonly url: string;
  /** Ends it and forgets everything in it. Close the clients first. */
  close(): Promise<void>;
}

/** The compiled worker beside this compiled file; absent where the TypeScript sources themselves are run (tests). */
const WORKER_FILE = join(__dirname, 'embedded-mongo.worker.js');

/**
 * Starts an empty read store in memory that speaks MongoDB's protocol on a loopback port, to this process only. It runs
 * in a thread of its own, unless `worker` is false or the compiled worker is not there; then in the caller's thread.
 * A thread that dies later takes the process with it: its data is gone, and a fresh start pours it again from the log.
 */
export async function startEmbeddedMongo({ worker = true }: { worker?: boolean } = {}): Promise<EmbeddedMongo> {
  const secret = randomBytes(24).toString('base64url');
  const server = worker && existsSync(WORKER_FILE) ? await listenInWorker(secret) : await listen(secret);
  const url = `mongodb://embedded:${secret}@127.0.0.1:${server.port}/?authMechanism=PLAIN&authSource=%24external`;
  return { url, close: () => server.close() };
}

async function listenInWorker(secret: string): Promise<RunningServer> {
  const worker = new Worker(WORKER_FILE, { workerData: { secret }, name: 'embedded-mongo' });
  const [{ port }] = (await once(worker, 'message')) as [{ port: number }];
  const close = async (): Promise<void> => {
    const ended = once(worker, 'exit');
    worker.postMessage('close');
    await ended;
  };
  return { port, close };
}
