import type { MessagePort } from 'node:worker_threads';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromServer, GivenToServer } from './embedded-mongo.js';
import { serve } from './serve.js';

/** Entry of the read store's thread. It ends by itself when told to close: nothing else keeps it alive. */
async function run(port: MessagePort): Promise<void> {
  const { secret, snapshot } = workerData as GivenToServer;
  const tell = (message: FromServer): void => port.postMessage(message);
  const server = await serve({
    secret,
    // A buffer comes out of the passage between threads as plain bytes.
    ...(snapshot && { snapshot: { ...snapshot, key: Buffer.from(snapshot.key) } }),
    failed: (reason) => tell({ kind: 'failed', reason }),
  });
  port.once('message', () => {
    void server.close().then(() => port.close());
  });
  const { port: number, documents, refused } = server;
  tell({ kind: 'ready', port: number, documents, refused });
}

if (!parentPort) throw new Error('embedded-mongo.worker runs in a worker thread only');
void run(parentPort);
