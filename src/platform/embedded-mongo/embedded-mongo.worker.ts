import { parentPort, workerData } from 'node:worker_threads';
import { listen } from './server.js';

/** Entry of the read store's thread. It ends by itself when told to close: nothing else keeps it alive. */
async function serve(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('embedded-mongo.worker runs in a worker thread only');
  const { secret } = workerData as { secret: string };
  const server = await listen(secret);
  port.once('message', () => {
    void server.close().then(() => port.close());
  });
  port.postMessage({ port: server.port });
}

void serve();
