import { randomUUID } from 'node:crypto';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';

export interface TestReadStore {
  /** Of the server. */
  readonly url: string;
  /** A connection to any database of the server. */
  connectTo(database: string): Promise<ReadStore>;
  /** A connection to this test's own database; as many as wanted. */
  connect(): Promise<ReadStore>;
  /** A connection to a database of its own, dropped by whoever opened it. */
  throwAway(): Promise<ReadStore>;
  close(): Promise<void>;
}

/** A read store with a database of its own: the server of `MONGO_URL`, or an embedded one. */
export async function openTestReadStore(): Promise<TestReadStore> {
  const server = await startServer();
  const database = `t_${randomUUID().slice(0, 8)}`;
  const open: ReadStore[] = [];
  const connect = async (name: string): Promise<ReadStore> => {
    const readStore = await connectReadStore(server.url, name);
    open.push(readStore);
    return readStore;
  };
  return {
    url: server.url,
    connectTo: connect,
    connect: () => connect(database),
    throwAway: () => connect(`t_${randomUUID().slice(0, 8)}`),
    close: async () => {
      const last = await connectReadStore(server.url, database);
      await last.db.dropDatabase();
      await last.close();
      await Promise.all(open.map((readStore) => readStore.close()));
      await server.close();
    },
  };
}

async function startServer(): Promise<{ url: string; close(): Promise<void> }> {
  const url = process.env['MONGO_URL'];
  if (url) return { url, close: async () => undefined };
  const { startEmbeddedMongo } = await import('../../src/platform/embedded-mongo/embedded-mongo.js');
  return startEmbeddedMongo();
}
