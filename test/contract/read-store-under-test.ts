import type { CommandStartedEvent } from 'mongodb';
import { MongoClient } from 'mongodb';
import type { Row, StoreUnderTest } from './read-store.contract.js';

export interface OpenStore extends StoreUnderTest {
  /** Every command sent so far, as the driver sent it. */
  readonly sent: readonly CommandStartedEvent[];
  close(): Promise<void>;
}

const DATABASE = 'read_store_contract';

/** Connects as the read store does, and begins with an empty database. */
export async function openStore(url: string): Promise<OpenStore> {
  const client = new MongoClient(url, {
    ignoreUndefined: true,
    monitorCommands: true,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
  });
  const sent: CommandStartedEvent[] = [];
  client.on('commandStarted', (event) => sent.push(event));
  await client.connect();
  const db = client.db(DATABASE);
  await db.dropDatabase();
  let made = 0;
  return {
    url,
    client,
    sent,
    fresh: async (rows = []) => {
      const collection = db.collection<Row>(`rows_${++made}`);
      if (rows.length > 0) await collection.insertMany([...rows]);
      return collection;
    },
    close: async () => {
      await db.dropDatabase();
      await client.close();
    },
  };
}
