import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db, Document } from 'mongodb';
import { Binary } from 'mongodb';
import { SeededRandom } from '../../src/demo/seeded-random.js';
import { Databases } from '../../src/platform/embedded-mongo/databases.js';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { SnapshotPlace } from '../../src/platform/embedded-mongo/snapshot.js';
import { readSnapshot, writeSnapshot } from '../../src/platform/embedded-mongo/snapshot.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';

interface Row extends Document {
  readonly _id: string;
}

describe('the snapshot of the embedded read store', () => {
  let folder: string;
  let place: SnapshotPlace;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
    place = { file: join(folder, 'views.snapshot'), key: Buffer.alloc(32, 7), databases: ['views', 'access'] };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs work on a server of this place and closes it. */
  async function serving<Answer>(
    work: (db: (name: string) => Promise<Db>, server: EmbeddedMongo) => Promise<Answer>,
    { failed = () => undefined }: { failed?: (reason: string) => void } = {},
  ): Promise<Answer> {
    const server = await startEmbeddedMongo({ snapshot: place, failed });
    const connections: { close(): Promise<void> }[] = [];
    const db = async (name: string): Promise<Db> => {
      const connection = await connectReadStore(server.url, name);
      connections.push(connection);
      return connection.db;
    };
    try {
      return await work(db, server);
    } finally {
      for (const connection of connections) await connection.close();
      await server.close();
    }
  }

  const rows: readonly Row[] = [
    {
      _id: '张三·䶮',
      n: 5,
      half: 0.5,
      at: new Date('2026-09-01T00:00:00Z'),
      none: null,
      yes: true,
      list: [1, { b: '二' }],
    },
    { _id: 'b', bytes: new Binary(Buffer.from([0, 255])), nested: { deep: { deeper: ['x'] } } },
  ];

  async function kept(): Promise<void> {
    await serving(async (db) => {
      const views = await db('views');
      await views.collection<Row>('roster').insertMany([...rows]);
      await views.collection<Row>('roster').createIndex({ n: 1 }, { name: 'by_n', unique: true });
      await (await db('access')).collection<Row>('history').insertOne({ _id: 'h' });
      await (await db('as_of_1')).collection<Row>('roster').insertOne({ _id: 'past' });
    });
  }

  it('brings back every document and index of the databases worth keeping, and no other', async () => {
    await kept();
    await serving(async (db, { documents, refused }) => {
      expect({ documents, refused }).toEqual({ documents: 3, refused: undefined });
      const roster = (await db('views')).collection<Row>('roster');
      expect(await roster.find({}, { promoteBuffers: false }).sort({ _id: -1 }).toArray()).toEqual(rows);
      expect((await roster.indexes()).map(({ name, unique }) => [name, unique ?? false])).toEqual([
        ['_id_', false],
        ['by_n', true],
      ]);
      await expect(roster.insertOne({ _id: 'twin', n: 5 })).rejects.toMatchObject({ code: 11000 });
      expect(await (await db('access')).collection<Row>('history').find({}).toArray()).toEqual([{ _id: 'h' }]);
      expect(await (await db('as_of_1')).collection<Row>('roster').countDocuments({})).toBe(0);
    });
  });

  it('is of one moment, whatever is written while it is being written', async () => {
    const databases = new Databases();
    const collection = databases.open('views', 'roster');
    const many = Array.from({ length: 3_000 }, (_, n) => ({
      _id: String(n).padStart(4, '0'),
      n,
      text: 'x'.repeat(900),
    }));
    for (const document of many) collection.insert(document);
    const writing = writeSnapshot(databases, place);
    for (const document of many) collection.replace(document, { ...document, n: -1 });
    collection.insert({ _id: 'later' });
    expect(await writing).toBe(3_000);
    const read = await readSnapshot(place);
    const found =
      'databases' in read ? [...read.databases.open('views', 'roster').all()].map(({ document }) => document) : read;
    expect(found).toEqual(many);
  });

  it('is not believed when a byte of it is another, when it ends early, or when it was written with another key', async () => {
    await kept();
    const sound = readFileSync(place.file);
    const random = new SeededRandom(20260901);
    const spots = Array.from({ length: 300 }, () => Math.floor(random.next() * sound.length));
    const believed: number[] = [];
    for (const spot of spots) {
      const bytes = Buffer.from(sound);
      bytes[spot] = (bytes[spot] ?? 0) ^ (1 << Math.floor(random.next() * 8));
      writeFileSync(place.file, bytes);
      if ('databases' in (await readSnapshot(place))) believed.push(spot);
    }
    for (let length = 0; length < sound.length; length++) {
      writeFileSync(place.file, sound.subarray(0, length));
      if ('databases' in (await readSnapshot(place))) believed.push(-length);
    }
    writeFileSync(place.file, sound);
    expect(believed).toEqual([]);
    expect(await readSnapshot({ ...place, key: Buffer.alloc(32, 8) })).toEqual({ refused: 'not of this server' });
    expect(await readSnapshot({ ...place, file: join(folder, 'nowhere') })).toEqual({});
    expect('databases' in (await readSnapshot(place))).toBe(true);
  });

  it('a server whose snapshot is not believed starts empty, says why, and keeps its data again', async () => {
    await kept();
    writeFileSync(place.file, 'nonsense');
    await serving(async (db, { documents, refused }) => {
      expect(documents).toBe(0);
      expect(refused).toMatch(/document of|incomplete|length|offset/);
      await (await db('views')).collection<Row>('roster').insertOne({ _id: 'new' });
    });
    await serving(async (_, { documents }) => expect(documents).toBe(1));
  });

  it('is written now and then while the server runs, for the day on which it is killed', async () => {
    place = { ...place, everyMs: 5 };
    await serving(async (db) => {
      const roster = (await db('views')).collection<Row>('roster');
      for (const row of rows) {
        await roster.insertOne({ ...row });
        const wanted = await roster.countDocuments({});
        const end = performance.now() + 10_000;
        for (let documents = -1; documents < wanted;) {
          if (performance.now() > end) throw new Error('no snapshot was written');
          const read = await readSnapshot(place);
          documents = 'documents' in read ? read.documents : 0;
        }
      }
    });
    expect(await readSnapshot(place)).toMatchObject({ documents: 2 });
  });

  it('is written for the first time as soon as the writing pauses, however long the next one takes', async () => {
    place = { ...place, everyMs: 600_000, quietMs: 20 };
    await serving(async (db) => {
      const roster = (await db('views')).collection<Row>('roster');
      await roster.insertMany(rows.map((row) => ({ ...row })));
      const end = performance.now() + 10_000;
      for (let documents = 0; documents < rows.length;) {
        if (performance.now() > end) throw new Error('no snapshot was written');
        const read = await readSnapshot(place);
        documents = 'documents' in read ? read.documents : 0;
      }
    });
  });

  it('is left alone when nothing was written, or only what is not kept', async () => {
    await kept();
    const before = statSync(place.file);
    await serving(async (db) => {
      expect(await (await db('views')).collection<Row>('roster').countDocuments({})).toBe(2);
      await (await db('as_of_2')).collection<Row>('roster').insertOne({ _id: 'past' });
    });
    expect(statSync(place.file).ino).toBe(before.ino);
  });

  it('that cannot be written is told, and the one before it stays', async () => {
    await kept();
    const before = readFileSync(place.file);
    const told: string[] = [];
    // A folder in the way of the new file.
    mkdirSync(`${place.file}.part`);
    await serving(
      async (db) => void (await (await db('views')).collection<Row>('roster').insertOne({ _id: 'c', n: 9 })),
      {
        failed: (reason) => told.push(reason),
      },
    );
    expect(told).toEqual([expect.stringMatching(/EISDIR/)]);
    expect(readFileSync(place.file).equals(before)).toBe(true);
  });
});
