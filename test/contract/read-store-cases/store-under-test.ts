import type { Collection, CommandStartedEvent, Document, ObjectId, UpdateFilter } from 'mongodb';
import { MongoBulkWriteError, MongoClient } from 'mongodb';

/** A document of a test. */
export type Row = Document & { _id: string | number | ObjectId };

/** A read store being examined, through the official driver and set up as the product does it. */
export interface StoreUnderTest {
  readonly url: string;
  readonly client: MongoClient;
  /** A collection nobody has used, holding `rows`. */
  fresh(rows?: readonly Row[]): Promise<Collection<Row>>;
}

/** One thing the views rely on. */
export interface ReadStoreCase {
  readonly group: string;
  readonly name: string;
  run(store: StoreUnderTest): Promise<void>;
}

export interface OpenStore extends StoreUnderTest {
  /** Every command sent so far, as the driver sent it. */
  readonly sent: readonly CommandStartedEvent[];
  close(): Promise<void>;
}

const DATABASE = 'read_store_contract';

/** Connects, and begins with an empty database. */
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

export function ids(rows: readonly Row[]): unknown[] {
  return rows.map((row) => row._id);
}

/** Documents with the `_id`s 0, 1, 2, … */
export function numbered(count: number, fields: (index: number) => object = () => ({})): Row[] {
  return Array.from({ length: count }, (_, index) => ({ _id: index, ...fields(index) }));
}

/** The driver's types do not know the fields of a `Row`. */
export function operators(update: Document): UpdateFilter<Row> {
  return update;
}

/** Expects a refusal with this code and hands the error back. */
export async function refused(code: number, attempt: Promise<unknown>): Promise<Error> {
  const outcome = await attempt.then(
    () => 'carried out' as const,
    (error: Error) => error,
  );
  expect({ code: outcome === 'carried out' ? outcome : codeOf(outcome) }).toEqual({ code });
  return outcome === 'carried out' ? new Error(outcome) : outcome;
}

function codeOf(error: Error): unknown {
  if (error instanceof MongoBulkWriteError) return [error.writeErrors].flat()[0]?.code ?? error.code;
  return (error as { code?: unknown }).code;
}
