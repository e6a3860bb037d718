import type { Collection } from 'mongodb';
import { MongoClient, ObjectId } from 'mongodb';
import type { ReadStoreCase, Row } from './store-under-test.js';
import { ids, numbered, refused } from './store-under-test.js';

export const serverCases: readonly ReadStoreCase[] = [
  {
    group: 'server',
    name: 'a ping is answered',
    async run({ client }) {
      expect((await client.db('admin').command({ ping: 1 })).ok).toBe(1);
    },
  },

  {
    group: 'server',
    name: 'the version is 5 or later',
    async run({ client }) {
      const { versionArray } = await client.db('admin').command({ buildInfo: 1 });
      expect(versionArray[0]).toBeGreaterThanOrEqual(5);
    },
  },

  {
    group: 'server',
    name: 'a collection is listed from its first document until it is dropped',
    async run(store) {
      const rows = await store.fresh();
      const db = store.client.db(rows.dbName);
      const listed = async (): Promise<unknown[]> =>
        (await db.listCollections({ name: rows.collectionName }, { nameOnly: true }).toArray()).map(({ name }) => name);
      await rows.deleteMany({});
      await rows.updateMany({}, { $set: { a: 1 } });
      expect(await listed()).toEqual([]);
      await rows.insertOne({ _id: 1 });
      expect(await listed()).toEqual([rows.collectionName]);
      await rows.drop();
      expect(await listed()).toEqual([]);
      expect(await rows.countDocuments({})).toBe(0);
    },
  },

  {
    group: 'server',
    name: 'a database is listed until it is dropped',
    async run({ client }) {
      const db = client.db(`listed_${new ObjectId().toHexString()}`);
      const listed = async (): Promise<boolean> =>
        (await client.db().admin().listDatabases({ nameOnly: true })).databases.some(
          ({ name }) => name === db.databaseName,
        );
      await db.collection<Row>('rows').insertOne({ _id: 1 });
      expect(await listed()).toBe(true);
      await db.dropDatabase();
      expect(await listed()).toBe(false);
    },
  },

  {
    group: 'server',
    name: 'two clients see each other',
    async run(store) {
      const rows = await store.fresh([{ _id: 1 }]);
      const other = await new MongoClient(store.url).connect();
      try {
        expect(await other.db(rows.dbName).collection(rows.collectionName).countDocuments({})).toBe(1);
      } finally {
        await other.close();
      }
    },
  },
];

export const indexCases: readonly ReadStoreCase[] = [
  {
    group: 'indexes',
    name: 'indexes are listed by name with their fields and directions',
    async run(store) {
      const rows = await store.fresh();
      expect(await rows.createIndex({ a: 1 })).toBe('a_1');
      await rows.createIndexes([
        { key: { town: 1, date: -1 }, name: 'by_town' },
        { key: { b: 1 }, name: 'by_b', unique: true },
      ]);
      const listed = (await rows.listIndexes().toArray()).map(({ name, key, unique }) => ({ name, key, unique }));
      expect(listed.sort((x, y) => (x.name < y.name ? -1 : 1))).toEqual([
        { name: '_id_', key: { _id: 1 } },
        { name: 'a_1', key: { a: 1 } },
        { name: 'by_b', key: { b: 1 }, unique: true },
        { name: 'by_town', key: { town: 1, date: -1 } },
      ]);
    },
  },

  {
    group: 'indexes',
    name: 'making an index again changes nothing',
    async run(store) {
      const rows = await store.fresh();
      await rows.createIndexes([{ key: { a: 1 }, name: 'by_a' }]);
      await rows.createIndexes([{ key: { a: 1 }, name: 'by_a' }]);
      expect((await rows.indexes()).length).toBe(2);
    },
  },

  {
    group: 'indexes',
    name: 'an index with the name of another is refused',
    async run(store) {
      const rows = await store.fresh();
      await rows.createIndexes([{ key: { a: 1 }, name: 'by_a' }]);
      await refused(86, rows.createIndexes([{ key: { b: 1 }, name: 'by_a' }]));
    },
  },

  {
    group: 'indexes',
    name: 'the fields of another index under a new name are refused',
    async run(store) {
      const rows = await store.fresh();
      await rows.createIndexes([{ key: { a: 1 }, name: 'by_a' }]);
      await refused(85, rows.createIndexes([{ key: { a: 1 }, name: 'again' }]));
    },
  },

  {
    group: 'indexes',
    name: 'the indexes of a collection that is not there are not found',
    async run(store) {
      await refused(26, (await store.fresh()).listIndexes().toArray());
    },
  },

  {
    group: 'indexes',
    name: 'a unique index refuses a second document with the same value',
    async run(store) {
      const rows = await store.fresh();
      await rows.createIndex({ email: 1 }, { unique: true });
      await rows.insertOne({ _id: 1, email: 'a' });
      await refused(11000, rows.insertOne({ _id: 2, email: 'a' }));
      expect(ids(await rows.find().toArray())).toEqual([1]);
    },
  },

  {
    group: 'indexes',
    name: 'a unique index guards updates and lets values be exchanged',
    async run(store) {
      const rows = await store.fresh();
      await rows.createIndex({ email: 1 }, { unique: true });
      await rows.insertMany([
        { _id: 1, email: 'a' },
        { _id: 2, email: 'b' },
      ]);
      await refused(11000, rows.updateOne({ _id: 2 }, { $set: { email: 'a' } }));
      await refused(11000, rows.replaceOne({ _id: 2 }, { email: 'a' }));
      await rows.updateOne({ _id: 1 }, { $set: { other: 1 } });
      await rows.replaceOne({ _id: 1 }, { email: 'a' });
      await rows.updateOne({ _id: 1 }, { $set: { email: 'c' } });
      await rows.updateOne({ _id: 2 }, { $set: { email: 'a' } });
      expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual([
        { _id: 1, email: 'c' },
        { _id: 2, email: 'a' },
      ]);
    },
  },

  {
    group: 'indexes',
    name: 'a unique index of two fields looks at both',
    async run(store) {
      const rows = await store.fresh();
      await rows.createIndex({ a: 1, b: 1 }, { unique: true });
      await rows.insertMany([
        { _id: 1, a: 1, b: 1 },
        { _id: 2, a: 1, b: 2 },
      ]);
      await refused(11000, rows.insertOne({ _id: 3, a: 1, b: 2 }));
      await rows.insertOne({ _id: 3, a: 2, b: 2 });
    },
  },

  {
    group: 'indexes',
    name: 'a unique index takes a missing field for null',
    async run(store) {
      const rows = await store.fresh();
      await rows.createIndex({ a: 1 }, { unique: true });
      await rows.insertOne({ _id: 1 });
      await refused(11000, rows.insertOne({ _id: 2, a: null }));
    },
  },

  {
    group: 'indexes',
    name: 'a unique index looks at every element of an array',
    async run(store) {
      const rows = await store.fresh();
      await rows.createIndex({ a: 1 }, { unique: true });
      await rows.insertOne({ _id: 1, a: [1, 2, 2] });
      await refused(11000, rows.insertOne({ _id: 2, a: 2 }));
    },
  },

  {
    group: 'indexes',
    name: 'a unique index cannot be made over documents that contradict it',
    async run(store) {
      const rows = await store.fresh([
        { _id: 1, a: 1 },
        { _id: 2, a: 1 },
      ]);
      await refused(11000, rows.createIndex({ a: 1 }, { unique: true }));
      expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_']);
    },
  },

  {
    group: 'indexes',
    name: 'arrays in two fields of one index are refused',
    async run(store) {
      const rows = await store.fresh();
      await rows.createIndex({ a: 1, b: 1 });
      await refused(171, rows.insertOne({ _id: 1, a: [1, 2], b: [3] }));
      await rows.insertOne({ _id: 1, a: [1, 2], b: 3 });
    },
  },

  {
    group: 'indexes',
    name: 'a dropped unique index refuses nothing any more',
    async run(store) {
      const rows = await store.fresh();
      const name = await rows.createIndex({ a: 1 }, { unique: true });
      await rows.insertOne({ _id: 1, a: 1 });
      await rows.dropIndex(name);
      await rows.insertOne({ _id: 2, a: 1 });
      await refused(27, rows.dropIndex(name));
    },
  },

  {
    group: 'indexes',
    name: 'an index changes how fast an answer comes, never the answer',
    async run(store) {
      const some = numbered(60, (n) => ({
        town: n % 3 === 0 ? ['t1', 't2'] : `t${n % 4}`,
        ...(n % 5 === 0 ? {} : { at: n % 7 }),
        part: { kind: n % 2 === 0 ? null : 'k' },
      }));
      const plain = await store.fresh(some);
      const indexed = await store.fresh(some);
      await indexed.createIndexes([
        { key: { town: 1, at: 1 }, name: 'a' },
        { key: { town: 1, at: -1, _id: 1 }, name: 'b' },
        { key: { 'part.kind': 1, at: 1 }, name: 'c' },
      ]);
      const filters = [{ town: 't1' }, { town: { $in: ['t0', 't2'] } }, { town: ['t1', 't2'] }, { 'part.kind': null }];
      const sorts = [
        { at: 1, _id: 1 },
        { at: -1, _id: -1 },
        { at: -1, _id: 1 },
        { town: 1, at: 1, _id: 1 },
        { _id: 1 },
      ];
      for (const filter of filters) {
        for (const sort of sorts) {
          const asked = (rows: Collection<Row>) =>
            rows
              .find(filter)
              .sort(sort as Record<string, 1 | -1>)
              .limit(11)
              .toArray();
          expect(await asked(indexed)).toEqual(await asked(plain));
        }
      }
    },
  },

  {
    group: 'indexes',
    name: 'bucket boundary: neighbours of a value are not taken for it, before and after it moves',
    async run(store) {
      const rows = await store.fresh();
      await rows.createIndex({ key: 1, at: 1 });
      const values = [
        '',
        'a',
        'a ',
        'a|',
        'a|1',
        'ab',
        'A',
        0,
        1,
        -1,
        '0',
        '1',
        null,
        false,
        true,
        [],
        ['a'],
        'N',
        'T',
      ];
      await rows.insertMany(values.map((key, at) => ({ _id: at, key, at })));
      const found = async (key: unknown): Promise<unknown[]> => ids(await rows.find({ key }).sort({ at: 1 }).toArray());
      expect(await found('a')).toEqual([1, 16]);
      expect(await found('a|')).toEqual([3]);
      expect(await found('')).toEqual([0]);
      expect(await found(0)).toEqual([7]);
      expect(await found('0')).toEqual([10]);
      expect(await found(null)).toEqual([12]);
      expect(await found(true)).toEqual([14]);
      await rows.updateOne({ _id: 1 }, { $set: { key: 'a ' } });
      expect(await found('a')).toEqual([16]);
      expect(await found('a ')).toEqual([1, 2]);
    },
  },

  {
    group: 'indexes',
    name: 'a page served by an index follows every write at once',
    async run(store) {
      const rows = await store.fresh(numbered(1_500, (n) => ({ town: 't', at: (n * 7) % 50, n })));
      await rows.createIndex({ town: 1, at: 1 });
      const page = async (): Promise<unknown[]> =>
        ids(await rows.find({ town: 't' }).sort({ at: -1, _id: -1 }).limit(3).toArray());
      const before = await page();
      expect(before).toEqual([1457, 1407, 1357]);
      await rows.updateOne({ _id: 3 }, { $set: { at: 60 } });
      expect(await page()).toEqual([3, 1457, 1407]);
      await rows.insertOne({ _id: 5_000, town: 't', at: 60 });
      expect(await page()).toEqual([5_000, 3, 1457]);
      await rows.deleteOne({ _id: 3 });
      await rows.updateOne({ _id: 1457 }, { $set: { town: 'u' } });
      expect(await page()).toEqual([5_000, 1407, 1357]);
    },
  },
];
