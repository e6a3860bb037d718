import type { AnyBulkWriteOperation, Collection, Document } from 'mongodb';
import { Binary, MongoBulkWriteError, MongoClient, ObjectId, UUID } from 'mongodb';

/** A document of a test. */
export type Row = Document & { _id: string | number | ObjectId };

/** A read store being examined: a server of ours or a real one, through the official driver. */
export interface StoreUnderTest {
  readonly url: string;
  readonly client: MongoClient;
  /** A collection nobody has used, holding `rows`. */
  fresh(rows?: readonly Row[]): Promise<Collection<Row>>;
}

/** One thing the views rely on. Each passes on any server that can carry them. */
export interface ContractCase {
  readonly group: string;
  readonly name: string;
  readonly run: (store: StoreUnderTest) => Promise<void>;
}

const cases: ContractCase[] = [];

export const READ_STORE_CASES: readonly ContractCase[] = cases;

function test(group: string, name: string, run: (store: StoreUnderTest) => Promise<void>): void {
  cases.push({ group, name, run });
}

function ids(rows: readonly Row[]): unknown[] {
  return rows.map((row) => row._id);
}

function numbered(count: number, row: (index: number) => object = () => ({})): Row[] {
  return Array.from({ length: count }, (_, index) => ({ _id: index, ...row(index) }));
}

/** Expects a refusal with this code and hands the error back. */
async function refused(code: number, attempt: Promise<unknown>): Promise<Error> {
  const error = await attempt.then(
    () => undefined,
    (reason: Error) => reason,
  );
  expect({ code: error === undefined ? 'not refused' : codeOf(error) }).toEqual({ code });
  return error ?? new Error('not refused');
}

function codeOf(error: Error): unknown {
  if (error instanceof MongoBulkWriteError) return [error.writeErrors].flat()[0]?.code ?? error.code;
  return (error as { code?: unknown }).code;
}

// ---- commands of the server

test('server', 'a ping is answered', async ({ client }) => {
  expect((await client.db('admin').command({ ping: 1 })).ok).toBe(1);
});

test('server', 'the version is 5 or later', async ({ client }) => {
  const { versionArray } = await client.db('admin').command({ buildInfo: 1 });
  expect(versionArray[0]).toBeGreaterThanOrEqual(5);
});

test('server', 'a collection is listed from its first document until it is dropped', async (store) => {
  const rows = await store.fresh();
  const db = store.client.db(rows.dbName);
  const listed = async (): Promise<unknown[]> =>
    (await db.listCollections({ name: rows.collectionName }, { nameOnly: true }).toArray()).map(({ name }) => name);
  expect(await listed()).toEqual([]);
  await rows.insertOne({ _id: 1 });
  expect(await listed()).toEqual([rows.collectionName]);
  await rows.drop();
  expect(await listed()).toEqual([]);
  expect(await rows.countDocuments({})).toBe(0);
});

test('server', 'a database is listed until it is dropped', async ({ client }) => {
  const db = client.db(`listed_${new ObjectId().toHexString()}`);
  const listed = async (): Promise<boolean> =>
    (await client.db().admin().listDatabases({ nameOnly: true })).databases.some(({ name }) => name === db.databaseName);
  await db.collection<Row>('rows').insertOne({ _id: 1 });
  expect(await listed()).toBe(true);
  await db.dropDatabase();
  expect(await listed()).toBe(false);
});

test('server', 'two clients see each other', async (store) => {
  const rows = await store.fresh([{ _id: 1 }]);
  const other = await new MongoClient(store.url).connect();
  try {
    expect(await other.db(rows.dbName).collection(rows.collectionName).countDocuments({})).toBe(1);
  } finally {
    await other.close();
  }
});

// ---- indexes

test('indexes', 'indexes are listed by name with their fields and directions', async (store) => {
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
});

test('indexes', 'making an index again changes nothing', async (store) => {
  const rows = await store.fresh();
  await rows.createIndexes([{ key: { a: 1 }, name: 'by_a' }]);
  await rows.createIndexes([{ key: { a: 1 }, name: 'by_a' }]);
  expect((await rows.indexes()).length).toBe(2);
});

test('indexes', 'an index with the name of another is refused', async (store) => {
  const rows = await store.fresh();
  await rows.createIndexes([{ key: { a: 1 }, name: 'by_a' }]);
  await refused(86, rows.createIndexes([{ key: { b: 1 }, name: 'by_a' }]));
});

test('indexes', 'the fields of another index under a new name are refused', async (store) => {
  const rows = await store.fresh();
  await rows.createIndexes([{ key: { a: 1 }, name: 'by_a' }]);
  await refused(85, rows.createIndexes([{ key: { a: 1 }, name: 'again' }]));
});

test('indexes', 'the indexes of a collection that is not there are not found', async (store) => {
  await refused(26, (await store.fresh()).listIndexes().toArray());
});

test('indexes', 'a unique index refuses a second document with the same value', async (store) => {
  const rows = await store.fresh();
  await rows.createIndex({ email: 1 }, { unique: true });
  await rows.insertOne({ _id: 1, email: 'a' });
  await refused(11000, rows.insertOne({ _id: 2, email: 'a' }));
  expect(ids(await rows.find().toArray())).toEqual([1]);
});

test('indexes', 'a unique index guards updates and lets values be exchanged', async (store) => {
  const rows = await store.fresh();
  await rows.createIndex({ email: 1 }, { unique: true });
  await rows.insertMany([
    { _id: 1, email: 'a' },
    { _id: 2, email: 'b' },
  ]);
  await refused(11000, rows.updateOne({ _id: 2 }, { $set: { email: 'a' } }));
  await refused(11000, rows.replaceOne({ _id: 2 }, { email: 'a' }));
  await rows.updateOne({ _id: 1 }, { $set: { email: 'c' } });
  await rows.updateOne({ _id: 2 }, { $set: { email: 'a' } });
  expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 1, email: 'c' },
    { _id: 2, email: 'a' },
  ]);
});

test('indexes', 'a unique index of two fields looks at both', async (store) => {
  const rows = await store.fresh();
  await rows.createIndex({ a: 1, b: 1 }, { unique: true });
  await rows.insertMany([
    { _id: 1, a: 1, b: 1 },
    { _id: 2, a: 1, b: 2 },
  ]);
  await refused(11000, rows.insertOne({ _id: 3, a: 1, b: 2 }));
  await rows.insertOne({ _id: 3, a: 2, b: 2 });
});

test('indexes', 'a unique index takes a missing field for null', async (store) => {
  const rows = await store.fresh();
  await rows.createIndex({ a: 1 }, { unique: true });
  await rows.insertOne({ _id: 1 });
  await refused(11000, rows.insertOne({ _id: 2, a: null }));
});

test('indexes', 'a unique index looks at every element of an array', async (store) => {
  const rows = await store.fresh();
  await rows.createIndex({ a: 1 }, { unique: true });
  await rows.insertOne({ _id: 1, a: [1, 2, 2] });
  await refused(11000, rows.insertOne({ _id: 2, a: 2 }));
});

test('indexes', 'a unique index cannot be made over documents that contradict it', async (store) => {
  const rows = await store.fresh([
    { _id: 1, a: 1 },
    { _id: 2, a: 1 },
  ]);
  await refused(11000, rows.createIndex({ a: 1 }, { unique: true }));
  expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_']);
});

test('indexes', 'arrays in two fields of one index are refused', async (store) => {
  const rows = await store.fresh();
  await rows.createIndex({ a: 1, b: 1 });
  await refused(171, rows.insertOne({ _id: 1, a: [1, 2], b: [3] }));
  await rows.insertOne({ _id: 1, a: [1, 2], b: 3 });
});

test('indexes', 'a dropped unique index refuses nothing any more', async (store) => {
  const rows = await store.fresh();
  const name = await rows.createIndex({ a: 1 }, { unique: true });
  await rows.insertOne({ _id: 1, a: 1 });
  await rows.dropIndex(name);
  await rows.insertOne({ _id: 2, a: 1 });
  await refused(27, rows.dropIndex(name));
});

test('indexes', 'an index changes how fast an answer comes, never the answer', async (store) => {
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
  const sorts = [{ at: 1, _id: 1 }, { at: -1, _id: -1 }, { at: -1, _id: 1 }, { town: 1, at: 1, _id: 1 }, { _id: 1 }];
  for (const filter of filters) {
    for (const sort of sorts) {
      const asked = (rows: Collection<Row>) => rows.find(filter).sort(sort as Record<string, 1 | -1>).limit(11).toArray();
      expect(await asked(indexed)).toEqual(await asked(plain));
    }
  }
});

test('indexes', 'bucket boundary: neighbours of a value are not taken for it, before and after it moves', async (store) => {
  const rows = await store.fresh();
  await rows.createIndex({ key: 1, at: 1 });
  const values = ['', 'a', 'a ', 'a|', 'a|1', 'ab', 'A', 0, 1, -1, '0', '1', null, false, true, [], ['a'], 'N', 'T'];
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
});

test('indexes', 'a page served by an index follows every write at once', async (store) => {
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
});

// ---- inserting

test('inserting', 'a second document with the same _id is refused', async (store) => {
  const rows = await store.fresh([{ _id: 'a', v: 1 }]);
  const error = await refused(11000, rows.insertOne({ _id: 'a', v: 2 }));
  expect(error.message).toMatch(/E11000/);
  expect(await rows.find().toArray()).toEqual([{ _id: 'a', v: 1 }]);
});

test('inserting', 'an unordered insert leaves out only what is there already', async (store) => {
  const rows = await store.fresh([{ _id: 10 }, { _id: 500 }]);
  const attempt = rows.insertMany(numbered(1_000), { ordered: false });
  const error = await refused(11000, attempt);
  expect(error).toBeInstanceOf(MongoBulkWriteError);
  if (!(error instanceof MongoBulkWriteError)) return;
  expect([error.writeErrors].flat().map((entry) => entry.index)).toEqual([10, 500]);
  expect(error.insertedCount).toBe(998);
  expect(await rows.countDocuments({})).toBe(1_000);
});

test('inserting', 'an ordered insert stops at the first refusal', async (store) => {
  const rows = await store.fresh([{ _id: 2 }]);
  await refused(11000, rows.insertMany(numbered(5)));
  expect(ids(await rows.find().sort({ _id: 1 }).toArray())).toEqual([0, 1, 2]);
});

test('inserting', 'a document without an _id gets one', async (store) => {
  const rows = await store.fresh();
  const { insertedId } = await rows.insertOne({ v: 1 } as unknown as Row);
  expect(await rows.findOne({ _id: insertedId })).toEqual({ _id: insertedId, v: 1 });
});

test('inserting', 'what the client changes afterwards does not reach the store', async (store) => {
  const rows = await store.fresh();
  const mine = { _id: 1, inner: { v: 1 }, list: [1] };
  await rows.insertOne(mine);
  mine.inner.v = 2;
  const found = await rows.findOne({ _id: 1 });
  found?.list.push('x');
  expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, inner: { v: 1 }, list: [1] });
});

// ---- replacing and updating

test('guarded replace', 'a guarded replace at the loaded position wins', async (store) => {
  const rows = await store.fresh([{ _id: 'a', position: 5, v: 'old' }]);
  const result = await rows.replaceOne({ _id: 'a', position: 5 }, { position: 9, v: 'new' });
  expect([result.matchedCount, result.modifiedCount]).toEqual([1, 1]);
  expect(await rows.find().toArray()).toEqual([{ _id: 'a', position: 9, v: 'new' }]);
});

test('guarded replace', 'a guarded replace loses against a newer position and changes nothing', async (store) => {
  const rows = await store.fresh([{ _id: 'a', position: 7, v: 'newer' }]);
  const result = await rows.replaceOne({ _id: 'a', position: 5 }, { position: 6, v: 'stale' });
  expect([result.matchedCount, result.modifiedCount]).toEqual([0, 0]);
  expect(await rows.find().toArray()).toEqual([{ _id: 'a', position: 7, v: 'newer' }]);
});

test('guarded replace', 'five hundred guarded replaces and inserts in one bulk: each loser is counted', async (store) => {
  const rows = await store.fresh(numbered(400, (n) => ({ position: n % 10 === 0 ? 2 : 1 })));
  const operations: AnyBulkWriteOperation<Row>[] = numbered(400, () => ({ position: 3, v: 1 })).map((row) => ({
    replaceOne: { filter: { _id: row._id, position: 1 }, replacement: row },
  }));
  for (let n = 400; n < 500; n++) operations.push({ insertOne: { document: { _id: n, position: 3, v: 1 } } });
  const result = await rows.bulkWrite(operations, { ordered: false });
  expect([result.matchedCount, result.modifiedCount, result.insertedCount]).toEqual([360, 360, 100]);
  expect(await rows.countDocuments({ position: 3 })).toBe(460);
  expect(await rows.countDocuments({ position: 2 })).toBe(40);
});

test('guarded replace', 'a bulk tells apart what was lost to a race and what was there already', async (store) => {
  const rows = await store.fresh([{ _id: 'a', position: 2 }, { _id: 'b', position: 1 }]);
  const attempt = rows.bulkWrite(
    [
      { replaceOne: { filter: { _id: 'a', position: 1 }, replacement: { _id: 'a', position: 3 } } },
      { insertOne: { document: { _id: 'b', position: 3 } } },
      { insertOne: { document: { _id: 'c', position: 3 } } },
    ],
    { ordered: false },
  );
  const error = await refused(11000, attempt);
  if (!(error instanceof MongoBulkWriteError)) return;
  expect([error.writeErrors].flat().map((entry) => entry.index)).toEqual([1]);
  expect([error.result.matchedCount, error.result.insertedCount]).toEqual([0, 1]);
});

test('guarded replace', 'an upsert with a guard that fails is a duplicate', async (store) => {
  const rows = await store.fresh([{ _id: 'a', position: 5 }]);
  const stale = { _id: 'a', position: { $lt: 4 } };
  await refused(11000, rows.updateOne(stale, { $set: { position: 4 } }, { upsert: true }));
  await refused(11000, rows.findOneAndUpdate(stale, { $set: { position: 4 } }, { upsert: true }));
  expect(await rows.find().toArray()).toEqual([{ _id: 'a', position: 5 }]);
});

test('replacing', 'a replacement keeps the _id and nothing else', async (store) => {
  const rows = await store.fresh([{ _id: 1, a: 1, b: 2 }]);
  await rows.replaceOne({ a: 1 }, { c: 3 });
  expect(await rows.find().toArray()).toEqual([{ _id: 1, c: 3 }]);
  await refused(66, rows.replaceOne({ _id: 1 }, { _id: 2, c: 3 }));
});

test('replacing', 'a replacement by upsert takes the _id from the filter', async (store) => {
  const rows = await store.fresh();
  const result = await rows.replaceOne({ _id: 'z', gone: null }, { a: 1 }, { upsert: true });
  expect([result.matchedCount, result.upsertedCount, result.upsertedId]).toEqual([0, 1, 'z']);
  expect(await rows.find().toArray()).toEqual([{ _id: 'z', a: 1 }]);
});

test('replacing', 'replacing a document by its equal matches but modifies nothing', async (store) => {
  const rows = await store.fresh([{ _id: 1, a: { b: [1, null] } }]);
  const result = await rows.replaceOne({ _id: 1 }, { a: { b: [1, null] } });
  expect([result.matchedCount, result.modifiedCount]).toEqual([1, 0]);
});

test('updating', '$set and $unset reach into documents and arrays, keep the order of fields and append new ones', async (store) => {
  const rows = await store.fresh([{ _id: 1, z: 1, a: { b: 1, c: 2 }, list: [1, 2, 3] }]);
  await rows.updateOne({ _id: 1 }, { $set: { z: 9, 'a.d.e': 4, 'list.1': 'x', n: null }, $unset: { 'a.b': '', no: '' } });
  const found = await rows.findOne({ _id: 1 });
  expect(found).toEqual({ _id: 1, z: 9, a: { c: 2, d: { e: 4 } }, list: [1, 'x', 3], n: null });
  expect(Object.keys(found ?? {})).toEqual(['_id', 'z', 'a', 'list', 'n']);
});

test('updating', 'a field cannot be made inside something that is no document', async (store) => {
  const rows = await store.fresh([{ _id: 1, a: 5 }]);
  await refused(28, rows.updateOne({ _id: 1 }, { $set: { 'a.b': 1 } }));
});

test('updating', '$inc counts from nothing and refuses what is no number', async (store) => {
  const rows = await store.fresh([{ _id: 1, a: { n: 1 }, s: 'x' }]);
  await rows.updateOne({ _id: 1 }, { $inc: { 'a.n': 4, m: -2, f: 1.5 } });
  expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, a: { n: 5 }, s: 'x', m: -2, f: 1.5 });
  await refused(14, rows.updateOne({ _id: 1 }, { $inc: { s: 1 } }));
});

test('updating', '$max and $min compare numbers, dates and texts', async (store) => {
  const [early, late] = [new Date('2026-01-01'), new Date('2026-06-01')];
  const rows = await store.fresh([{ _id: 1, n: 5, at: early, low: 5, s: 'b' }]);
  await rows.updateOne({ _id: 1 }, { $max: { n: 3, at: late, fresh: 1, s: 'a' }, $min: { low: 2 } });
  expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 5, at: late, low: 2, s: 'b', fresh: 1 });
});

test('updating', '$push appends one or each', async (store) => {
  const rows = await store.fresh([{ _id: 1, l: [1] }]);
  await rows.updateOne({ _id: 1 }, { $push: { l: { $each: [2, 3] }, m: { s: 1 } } });
  await rows.updateOne({ _id: 1 }, { $push: { l: [4] } });
  expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, l: [1, 2, 3, [4]], m: [{ s: 1 }] });
  await refused(2, rows.updateOne({ _id: 1 }, { $push: { _x: 1, 'm.0.s': 1 } }));
});

test('updating', '$addToSet adds what is not there, by value', async (store) => {
  const rows = await store.fresh([{ _id: 1, s: ['a'], o: [{ k: 1, v: 2 }], d: [new Date(5)] }]);
  await rows.updateOne({ _id: 1 }, { $addToSet: { s: { $each: ['b', 'a', 'c', 'b'] }, o: { v: 2, k: 1 }, d: new Date(5) } });
  const result = await rows.updateOne({ _id: 1 }, { $addToSet: { o: { k: 1, v: 2 } } });
  expect([result.matchedCount, result.modifiedCount]).toEqual([1, 0]);
  expect(await rows.findOne({ _id: 1 })).toEqual({
    _id: 1,
    s: ['a', 'b', 'c'],
    o: [
      { k: 1, v: 2 },
      { v: 2, k: 1 },
    ],
    d: [new Date(5)],
  });
});

test('updating', '$pull takes out values, documents and what a condition describes', async (store) => {
  const rows = await store.fresh([{ _id: 1, a: [1, 2, 3, 2], o: [{ id: 1, q: 1 }, { id: 2, q: 9 }], n: [1, 5, 9] }]);
  await rows.updateOne({ _id: 1 }, { $pull: { a: 2, o: { id: 2 }, n: { $gte: 5 }, none: 1 } });
  expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, a: [1, 3], o: [{ id: 1, q: 1 }], n: [1] });
});

test('updating', 'an upsert starts from what the filter says by equality, and $setOnInsert works once', async (store) => {
  const rows = await store.fresh();
  const update = { $set: { n: 1 }, $setOnInsert: { born: 7 } };
  const made = await rows.updateOne({ _id: 'a', 'k.m': 'x', z: { $gt: 3 }, w: { $eq: 2 } }, update, { upsert: true });
  expect([made.matchedCount, made.upsertedCount, made.upsertedId]).toEqual([0, 1, 'a']);
  const again = await rows.updateOne({ _id: 'a' }, { $set: { n: 2 }, $setOnInsert: { born: 8 } }, { upsert: true });
  expect([again.matchedCount, again.modifiedCount, again.upsertedCount]).toEqual([1, 1, 0]);
  expect(await rows.find().toArray()).toEqual([{ _id: 'a', k: { m: 'x' }, w: 2, born: 7, n: 2 }]);
});

test('updating', 'updateMany counts what it matched and what it changed', async (store) => {
  const rows = await store.fresh([{ _id: 1, s: 1 }, { _id: 2, s: 1, d: 1 }, { _id: 3, s: 2 }]);
  const result = await rows.updateMany({ s: 1 }, { $set: { d: 1 } });
  expect([result.matchedCount, result.modifiedCount]).toEqual([2, 1]);
});

test('updating', 'two operators on one field are refused, and the _id cannot be changed', async (store) => {
  const rows = await store.fresh([{ _id: 1 }]);
  await refused(40, rows.updateOne({ _id: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }));
  await refused(40, rows.updateOne({ _id: 1 }, { $set: { 'a.b': 1 }, $unset: { a: '' } }));
  await refused(66, rows.updateOne({ _id: 1 }, { $set: { _id: 2 } }));
  expect(await rows.find().toArray()).toEqual([{ _id: 1 }]);
});

test('updating', 'a document found and changed is given back as it was or as it is', async (store) => {
  const rows = await store.fresh([{ _id: 1, n: 5 }, { _id: 2, n: 3, more: 'x' }]);
  const before = await rows.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: 1 }, projection: { n: 1, _id: 0 } });
  expect(before).toEqual({ n: 3 });
  expect(await rows.findOneAndUpdate({ _id: 2 }, { $inc: { n: 1 } }, { returnDocument: 'after' })).toEqual({
    _id: 2,
    n: 14,
    more: 'x',
  });
  expect(await rows.findOneAndUpdate({ _id: 9 }, { $inc: { n: 1 } })).toBe(null);
  const made = { upsert: true, returnDocument: 'after' } as const;
  expect(await rows.findOneAndUpdate({ _id: 3 }, { $inc: { n: 1 } }, made)).toEqual({ _id: 3, n: 1 });
  expect(await rows.findOneAndReplace({ _id: 3 }, { z: 1 }, { returnDocument: 'after' })).toEqual({ _id: 3, z: 1 });
  expect(await rows.findOneAndDelete({ _id: 3 })).toEqual({ _id: 3, z: 1 });
  expect(await rows.findOneAndDelete({ _id: 3 })).toBe(null);
});

test('updating', 'an ordered bulk carries out what comes before the first refusal', async (store) => {
  const rows = await store.fresh([{ _id: 3 }]);
  const operations = [1, 2, 3, 4].map((_id) => ({ insertOne: { document: { _id } } }));
  await refused(11000, rows.bulkWrite(operations));
  expect(ids(await rows.find().sort({ _id: 1 }).toArray())).toEqual([1, 2, 3]);
});

test('updating', 'a bulk of every kind of write is carried out in order', async (store) => {
  const rows = await store.fresh();
  const operations: AnyBulkWriteOperation<Row>[] = [];
  for (let n = 0; n < 500; n++) {
    operations.push({ updateOne: { filter: { _id: n }, update: { $set: { v: n }, $inc: { n: 1 } }, upsert: true } });
  }
  for (let n = 0; n < 300; n++) operations.push({ updateOne: { filter: { _id: n }, update: { $inc: { n: 1 } } } });
  for (let n = 0; n < 100; n++) operations.push({ replaceOne: { filter: { _id: n }, replacement: { r: 1 } } });
  operations.push({ deleteMany: { filter: { _id: { $gte: 400 } } } }, { updateMany: { filter: {}, update: { $set: { b: 1 } } } });
  const result = await rows.bulkWrite(operations);
  expect([result.upsertedCount, result.matchedCount, result.modifiedCount, result.deletedCount]).toEqual([500, 800, 800, 100]);
  expect(await rows.findOne({ _id: 150 })).toEqual({ _id: 150, v: 150, n: 2, b: 1 });
  expect(await rows.findOne({ _id: 50 })).toEqual({ _id: 50, r: 1, b: 1 });
});

test('deleting', 'one or all matches are deleted and counted', async (store) => {
  const rows = await store.fresh(numbered(5, (n) => ({ n })));
  expect((await rows.deleteOne({ n: { $gte: 2 } })).deletedCount).toBe(1);
  expect((await rows.deleteMany({ n: { $gte: 2 } })).deletedCount).toBe(2);
  expect((await rows.deleteMany({ n: 99 })).deletedCount).toBe(0);
  expect(ids(await rows.find().sort({ _id: 1 }).toArray())).toEqual([0, 1]);
});

// ---- finding

const PLACES: readonly Row[] = [
  {
    _id: 1,
    town: 'Ayr',
    n: 10,
    at: new Date('2026-01-05'),
    tags: ['a', 'b'],
    lines: [
      { s: 'x', q: 1 },
      { s: 'y', q: 9 },
    ],
    address: { zip: '100', geo: { lat: 1 } },
  },
  {
    _id: 2,
    town: 'Bray',
    n: 20,
    at: new Date('2026-02-05'),
    tags: ['b'],
    lines: [
      { s: 'x', q: 9 },
      { s: 'y', q: 1 },
    ],
    address: { zip: '200' },
  },
  { _id: 3, town: 'Cork', n: 30, at: new Date('2026-03-05'), tags: [], note: null },
  { _id: 4, town: 'ayton', n: 15, at: new Date('2025-12-31'), tags: ['c', 'a'] },
  { _id: 5, n: 15.5, at: new Date('2026-03-05'), tags: 'a' },
];

function finds(name: string, filter: Document, expected: readonly unknown[]): void {
  test('finding', name, async (store) => {
    const rows = await store.fresh(PLACES);
    expect(ids(await rows.find(filter).sort({ _id: 1 }).toArray())).toEqual(expected);
  });
}

finds('everything', {}, [1, 2, 3, 4, 5]);
finds('by equality, written short and long', { town: 'Ayr', n: { $eq: 10 } }, [1]);
finds('by equality of dates', { at: new Date('2026-03-05') }, [3, 5]);
finds('texts are compared letter by letter, capitals too', { town: 'ayr' }, []);
finds('$in', { n: { $in: [10, 30, 99] } }, [1, 3]);
finds('$in looks into arrays', { tags: { $in: ['c', 'x'] } }, [4]);
finds('$in with null finds missing fields', { town: { $in: [null, 'Ayr'] } }, [1, 5]);
finds('$in of nothing finds nothing', { town: { $in: [] } }, []);
finds('$nin finds missing fields too', { town: { $nin: ['Ayr', 'Cork'] } }, [2, 4, 5]);
finds('$ne finds missing fields too', { town: { $ne: 'Ayr' } }, [2, 3, 4, 5]);
finds('$ne looks at every element', { tags: { $ne: 'a' } }, [2, 3]);
finds('a range of dates, the end left out', { at: { $gte: new Date('2026-01-05'), $lt: new Date('2026-02-05') } }, [1]);
finds('$gt and $lte', { n: { $gt: 15, $lte: 20 } }, [2, 5]);
finds('a range of numbers does not find texts', { town: { $gt: 5 } }, []);
finds('a range of texts', { town: { $gte: 'B', $lt: 'D' } }, [2, 3]);
finds('$exists finds null', { note: { $exists: true } }, [3]);
finds('$exists: false', { town: { $exists: false } }, [5]);
finds('null finds null and missing', { note: null }, [1, 2, 3, 4, 5]);
finds('$gte null finds what null finds', { town: { $gte: null } }, [5]);
finds('$and of $or', { $and: [{ $or: [{ n: 10 }, { n: 20 }] }, { tags: 'b' }] }, [1, 2]);
finds('$nor', { $nor: [{ n: { $gt: 14 } }, { town: 'X' }] }, [1]);
finds('$not', { n: { $not: { $gt: 15 } } }, [1, 4]);
finds('$not finds missing fields too', { town: { $not: { $gte: 'B', $lt: 'D' } } }, [1, 4, 5]);
finds('an element of an array by its value', { tags: 'a' }, [1, 4, 5]);
finds('a whole array, in its order', { tags: ['c', 'a'] }, [4]);
finds('a whole array in another order is another array', { tags: ['a', 'c'] }, []);
finds('an empty array', { tags: [] }, [3]);
finds('$all and $size', { tags: { $all: ['a', 'b'], $size: 2 } }, [1]);
finds('$all of nothing finds nothing', { tags: { $all: [] } }, []);
finds('$size does not count a value that is no array', { tags: { $size: 1 } }, [2]);
finds('a whole document', { address: { zip: '200' } }, [2]);
finds('a document with a field more is another document', { address: { zip: '100' } }, []);
finds('a field of a document', { 'address.geo.lat': 1 }, [1]);
finds('fields of different elements', { 'lines.q': 9, 'lines.s': 'x' }, [1, 2]);
finds('fields of the same element by $elemMatch', { lines: { $elemMatch: { s: 'x', q: { $gt: 5 } } } }, [2]);
finds('$elemMatch on values', { tags: { $elemMatch: { $gt: 'b' } } }, [4]);
finds('$elemMatch with alternatives', { lines: { $elemMatch: { $or: [{ q: 7 }, { s: 'y', q: 1 }] } } }, [2]);
finds('$all of $elemMatch', { lines: { $all: [{ $elemMatch: { s: 'x', q: 1 } }, { $elemMatch: { q: 9 } }] } }, [1]);
finds('an element by its number', { 'lines.1.q': 1 }, [2]);
finds('a missing field in an array of documents', { 'lines.z': { $exists: false }, lines: { $exists: true } }, [1, 2]);
finds('by _id of several', { _id: { $in: [5, 1, 9] } }, [1, 5]);
finds('by _id and a guard', { _id: 2, n: { $lt: 20 } }, []);
finds('two conditions on one field in $and', { $and: [{ n: { $gt: 10 } }, { n: { $lt: 20 } }] }, [4, 5]);

test('finding', 'one document, or null', async (store) => {
  const rows = await store.fresh(PLACES);
  expect((await rows.findOne({ n: 20 }))?._id).toBe(2);
  expect(await rows.findOne({ _id: 'no' })).toBe(null);
});

test('finding', 'documents are counted, all or in part', async (store) => {
  const rows = await store.fresh(PLACES);
  expect(await rows.countDocuments({ n: { $gt: 12 } })).toBe(4);
  expect(await rows.countDocuments({}, { skip: 1, limit: 3 })).toBe(3);
  expect(await rows.countDocuments({ n: -1 })).toBe(0);
  expect(await rows.estimatedDocumentCount()).toBe(5);
});

test('finding', 'different values of a field, elements of arrays each', async (store) => {
  const rows = await store.fresh(PLACES);
  expect((await rows.distinct('tags')).sort()).toEqual(['a', 'b', 'c']);
  expect((await rows.distinct('lines.s', { _id: 1 })).sort()).toEqual(['x', 'y']);
});

test('finding', 'a projection names what to keep', async (store) => {
  const rows = await store.fresh(PLACES);
  expect(await rows.findOne({ _id: 1 }, { projection: { town: 1, 'address.zip': 1 } })).toEqual({
    _id: 1,
    town: 'Ayr',
    address: { zip: '100' },
  });
  expect(await rows.findOne({ _id: 1 }, { projection: { 'lines.s': 1, _id: 0 } })).toEqual({
    lines: [{ s: 'x' }, { s: 'y' }],
  });
});

test('finding', 'a projection names what to leave out, and the store keeps it', async (store) => {
  const rows = await store.fresh(PLACES);
  const projection = { at: 0, address: 0, 'lines.q': 0 };
  expect(await rows.findOne({ _id: 2 }, { projection })).toEqual({
    _id: 2,
    town: 'Bray',
    n: 20,
    tags: ['b'],
    lines: [{ s: 'x' }, { s: 'y' }],
  });
  expect(await rows.findOne({ _id: 2 })).toEqual(PLACES[1]);
});

test('finding', 'many documents come in batches', async (store) => {
  const rows = await store.fresh(numbered(2_500));
  const seen: unknown[] = [];
  for await (const row of rows.find({}, { batchSize: 100 }).sort({ _id: 1 })) seen.push(row._id);
  expect(seen).toEqual(ids(numbered(2_500)));
});

test('finding', 'a result left half way can be closed', async (store) => {
  const rows = await store.fresh(numbered(300));
  const cursor = rows.find({}, { batchSize: 10 }).sort({ _id: 1 });
  expect((await cursor.next())?._id).toBe(0);
  await cursor.close();
  expect(cursor.closed).toBe(true);
});

test('finding', 'a batch of large documents is cut before it is too large', async (store) => {
  const rows = await store.fresh(numbered(6, () => ({ s: 'x'.repeat(5_000_000) })));
  expect(ids(await rows.find({}).sort({ _id: 1 }).toArray())).toEqual([0, 1, 2, 3, 4, 5]);
});

// ---- sorting and paging

test('sorting', 'by several fields, one of them downwards, with skip and limit', async (store) => {
  const rows = await store.fresh(PLACES);
  expect(ids(await rows.find({}).sort({ at: -1, n: 1 }).skip(1).limit(3).toArray())).toEqual([3, 2, 1]);
});

test('sorting', 'missing and null before numbers, then texts, documents, truth values and dates', async (store) => {
  const rows = await store.fresh([
    { _id: 1, v: true },
    { _id: 2, v: 'a' },
    { _id: 3, v: 5 },
    { _id: 4, v: new Date(0) },
    { _id: 5, v: null },
    { _id: 6, v: { a: 1 } },
    { _id: 7, v: new ObjectId() },
    { _id: 8 },
    { _id: 9, v: '' },
    { _id: 10, v: -1.5 },
    { _id: 11, v: 'Z' },
    { _id: 12, v: false },
    { _id: 13, v: NaN },
  ]);
  const upwards = [5, 8, 13, 10, 3, 9, 11, 2, 6, 7, 12, 1, 4];
  expect(ids(await rows.find({}).sort({ v: 1, _id: 1 }).toArray())).toEqual(upwards);
  expect(ids(await rows.find({}).sort({ v: -1, _id: -1 }).toArray())).toEqual([...upwards].reverse());
});

test('sorting', 'an array counts as its smallest element, downwards as its largest', async (store) => {
  const rows = await store.fresh([
    { _id: 1, v: [5, 1] },
    { _id: 2, v: [3] },
    { _id: 3, v: [2, 9] },
    { _id: 4, v: 4 },
    { _id: 5, v: [] },
    { _id: 6, v: null },
  ]);
  expect(ids(await rows.find({}).sort({ v: 1, _id: 1 }).toArray())).toEqual([5, 6, 1, 3, 2, 4]);
  expect(ids(await rows.find({}).sort({ v: -1, _id: 1 }).toArray())).toEqual([3, 1, 4, 2, 6, 5]);
});

test('sorting', 'by a field of a document', async (store) => {
  const rows = await store.fresh([{ _id: 1, a: { b: 2 } }, { _id: 2, a: { b: 1 } }, { _id: 3, a: 7 }]);
  expect(ids(await rows.find({}).sort({ 'a.b': 1 }).toArray())).toEqual([3, 2, 1]);
});

test('sorting', 'Chinese texts by code point, rare characters after all common ones', async (store) => {
  const names = ['张', '王', '𠮷', 'Ａ', '一', 'a'];
  const rows = await store.fresh(names.map((name, index) => ({ _id: index, name })));
  const sorted = await rows.find({}).sort({ name: 1 }).toArray();
  expect(sorted.map((row) => row.name)).toEqual(['a', '一', '张', '王', 'Ａ', '𠮷']);
});

test('paging', 'pages by sort key and _id miss and repeat nothing while others write', async (store) => {
  const rows = await store.fresh(numbered(95, (n) => ({ town: 't', at: Math.floor(n / 10) })));
  await rows.createIndex({ town: 1, at: 1 });
  const seen: unknown[] = [];
  let after: Document = {};
  for (let page = 0; ; page++) {
    const found = await rows.find({ $and: [{ town: 't' }, after] }).sort({ at: 1, _id: 1 }).limit(20).toArray();
    const last = found.at(-1);
    if (!last) break;
    seen.push(...ids(found));
    after = { $or: [{ at: { $gt: last.at } }, { at: last.at, _id: { $gt: last._id } }] };
    await rows.insertOne({ _id: -1 - page, town: 't', at: -1 });
    await rows.deleteOne({ _id: page });
    await rows.updateOne({ _id: last._id }, { $set: { touched: true } });
  }
  expect(seen).toEqual(ids(numbered(95)));
});

test('paging', 'a result being read does not change under writes that follow', async (store) => {
  const rows = await store.fresh(numbered(30, () => ({ v: 'old' })));
  const cursor = rows.find({}, { batchSize: 10 }).sort({ _id: 1 });
  const first = await cursor.next();
  const rest = await cursor.toArray();
  expect([first, ...rest].map((row) => row?._id)).toEqual(ids(numbered(30)));
});

// ---- aggregating

const ORDERS: readonly Row[] = [
  { _id: 1, by: 'A', town: 't1', amount: 10, items: [{ s: 'p', q: 1 }, { s: 'q', q: 2 }] },
  { _id: 2, by: 'B', town: 't1', amount: 20, items: [{ s: 'p', q: 3 }] },
  { _id: 3, by: 'A', town: 't2', amount: 30, items: [] },
  { _id: 4, by: 'C', amount: 'none' },
];

function aggregates(name: string, pipeline: Document[], expected: readonly Document[]): void {
  test('aggregating', name, async (store) => {
    const rows = await store.fresh(ORDERS);
    expect(await rows.aggregate(pipeline).toArray()).toEqual(expected);
    expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual(ORDERS);
  });
}

aggregates(
  'groups with every accumulator',
  [
    { $match: { _id: { $gte: 1 } } },
    { $sort: { _id: 1 } },
    {
      $group: {
        _id: '$town',
        total: { $sum: '$amount' },
        n: { $sum: 1 },
        least: { $min: '$amount' },
        most: { $max: '$amount' },
        first: { $first: '$by' },
        last: { $last: '$by' },
        all: { $push: '$town' },
        set: { $addToSet: '$town' },
      },
    },
    { $sort: { _id: 1 } },
  ],
  [
    { _id: null, total: 0, n: 1, least: 'none', most: 'none', first: 'C', last: 'C', all: [], set: [] },
    { _id: 't1', total: 30, n: 2, least: 10, most: 20, first: 'A', last: 'B', all: ['t1', 't1'], set: ['t1'] },
    { _id: 't2', total: 30, n: 1, least: 30, most: 30, first: 'A', last: 'A', all: ['t2'], set: ['t2'] },
  ],
);
aggregates(
  'groups by several fields',
  [
    { $group: { _id: { t: '$town', by: '$by' }, n: { $sum: 1 } } },
    { $sort: { '_id.by': 1, '_id.t': 1 } },
    { $limit: 2 },
  ],
  [
    { _id: { t: 't1', by: 'A' }, n: 1 },
    { _id: { t: 't2', by: 'A' }, n: 1 },
  ],
);
aggregates(
  'adds up what a condition chooses',
  [
    {
      $group: {
        _id: null,
        big: { $sum: { $cond: [{ $gte: ['$amount', 20] }, 1, 0] } },
        known: { $sum: { $cond: { if: { $in: ['$town', ['t1', 't2']] }, then: 1, else: 0 } } },
      },
    },
  ],
  [{ _id: null, big: 3, known: 3 }],
);
aggregates(
  'projects expressions',
  [
    { $match: { _id: { $in: [1, 4] } } },
    { $sort: { _id: 1 } },
    {
      $project: {
        _id: 0,
        by: 1,
        count: { $size: { $ifNull: ['$items', []] } },
        quantities: '$items.q',
        less: { $lt: ['$amount', 20] },
        most: { $lte: ['$amount', 10] },
        more: { $gt: ['$amount', 5] },
        same: { $eq: ['$by', 'A'] },
        town: { $ifNull: ['$town', 'unknown'] },
      },
    },
  ],
  [
    { by: 'A', count: 2, quantities: [1, 2], less: true, most: true, more: true, same: true, town: 't1' },
    { by: 'C', count: 0, less: false, most: false, more: true, same: false, town: 'unknown' },
  ],
);
aggregates(
  'projects what to keep and what to leave out',
  [{ $match: { _id: 2 } }, { $project: { items: 0, by: 0 } }, { $project: { amount: 1 } }],
  [{ _id: 2, amount: 20 }],
);
aggregates(
  'unwinds arrays and drops documents without one',
  [{ $unwind: '$items' }, { $sort: { _id: 1, 'items.s': 1 } }, { $project: { s: '$items.s' } }],
  [
    { _id: 1, s: 'p' },
    { _id: 1, s: 'q' },
    { _id: 2, s: 'p' },
  ],
);
aggregates(
  'unwinds and keeps documents without an array',
  [
    { $unwind: { path: '$items', preserveNullAndEmptyArrays: true } },
    { $sort: { _id: 1, 'items.s': 1 } },
    { $project: { q: '$items.q' } },
  ],
  [{ _id: 1, q: 1 }, { _id: 1, q: 2 }, { _id: 2, q: 3 }, { _id: 3 }, { _id: 4 }],
);
aggregates('skips, limits and counts', [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 2 }, { $count: 'n' }], [{ n: 2 }]);
aggregates('counts nothing as no document', [{ $match: { _id: 99 } }, { $count: 'n' }], []);
aggregates(
  'filters what was grouped',
  [{ $group: { _id: '$by', n: { $sum: 1 } } }, { $match: { n: { $gt: 1 } } }],
  [{ _id: 'A', n: 2 }],
);

test('aggregating', 'results come in batches', async (store) => {
  const rows = await store.fresh(numbered(1_500));
  const found = await rows.aggregate<Row>([{ $sort: { _id: 1 } }], { batchSize: 50 }).toArray();
  expect(ids(found)).toEqual(ids(numbered(1_500)));
});

// ---- values

test('values', 'every allowed type comes back as it went', async (store) => {
  const rows = await store.fresh();
  const row = {
    _id: 'x',
    text: 'ü€😀',
    whole: 2 ** 40,
    exact: Number.MAX_SAFE_INTEGER,
    fraction: -0.5,
    yes: true,
    at: new Date(123456789),
    nothing: null,
    nested: { z: 1, a: [1, [2, [3, {}]]] },
    empty: { list: [], document: {} },
  };
  await rows.insertOne(row);
  const found = await rows.findOne({ _id: 'x' });
  expect(found).toEqual(row);
  expect(Object.keys(found ?? {})).toEqual(Object.keys(row));
});

test('values', 'ObjectId, UUID and Binary come back and are found by value', async (store) => {
  const rows = await store.fresh();
  const id = new ObjectId();
  const uuid = new UUID();
  await rows.insertOne({ _id: id, uuid, bytes: new Binary(Buffer.from([1, 2, 3])) });
  const found = await rows.findOne({ _id: new ObjectId(id.toHexString()) });
  expect(Buffer.from(found?.bytes.value())).toEqual(Buffer.from([1, 2, 3]));
  expect(await rows.countDocuments({ uuid: new UUID(uuid.toHexString()) })).toBe(1);
  expect(await rows.countDocuments({ uuid: uuid.toHexString() })).toBe(0);
});

test('values', 'fields that are undefined are not stored', async (store) => {
  const rows = await store.fresh([{ _id: 1, gone: undefined, inner: { gone: undefined } }]);
  expect(await rows.find().toArray()).toEqual([{ _id: 1, inner: {} }]);
  expect(await rows.countDocuments({ gone: { $exists: true } })).toBe(0);
});

test('values', 'texts of any script, and half of a surrogate pair as the replacement character', async (store) => {
  const rows = await store.fresh();
  const texts = ['宁国市民政局', '𠮷野', 'a\u0000b', '\u202eabc', '\ufeff', 'é', 'e\u0301', '👨‍👩‍👧'];
  await rows.insertMany(texts.map((text, index) => ({ _id: index, text })));
  expect((await rows.find().sort({ _id: 1 }).toArray()).map((row) => row.text)).toEqual(texts);
  expect(ids(await rows.find({ text: 'é' }).toArray())).toEqual([5]);
  await rows.insertOne({ _id: 99, text: 'x\ud800y' });
  expect((await rows.findOne({ _id: 99 }))?.text).toBe('x\ufffdy');
});

test('values', 'Chinese field names work in filters, sorts and updates', async (store) => {
  const rows = await store.fresh([{ _id: 1, 村: { 名: '大龙' } }, { _id: 2, 村: { 名: '霞西' } }]);
  await rows.updateOne({ '村.名': '霞西' }, { $set: { '村.户': 3 } });
  expect(await rows.find({ '村.户': { $gt: 2 } }).sort({ '村.名': -1 }).toArray()).toEqual([
    { _id: 2, 村: { 名: '霞西', 户: 3 } },
  ]);
});

test('values', 'a document of almost 16 MB is stored, one of more is refused', async (store) => {
  const rows = await store.fresh();
  await rows.insertOne({ _id: 1, s: 'x'.repeat(16_000_000) });
  expect((await rows.findOne({ _id: 1 }))?.s.length).toBe(16_000_000);
  await expect(rows.insertOne({ _id: 2, s: 'x'.repeat(17_000_000) })).rejects.toThrow();
  await expect(rows.updateOne({ _id: 1 }, { $set: { t: 'x'.repeat(10_000_000) } })).rejects.toThrow();
  expect(await rows.countDocuments({})).toBe(1);
});

test('values', 'sixty documents of one megabyte go in at once', async (store) => {
  const rows = await store.fresh();
  await rows.insertMany(numbered(60, () => ({ s: 'x'.repeat(1_000_000) })));
  expect(await rows.countDocuments({})).toBe(60);
  expect(ids(await rows.find({}).sort({ _id: 1 }).toArray())).toEqual(ids(numbered(60)));
});

// ---- many at once

test('many at once', 'five hundred increments by fifty callers are all counted', async (store) => {
  const rows = await store.fresh([{ _id: 1, n: 0 }]);
  const caller = async (): Promise<void> => {
    for (let n = 0; n < 10; n++) await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } });
  };
  await Promise.all(Array.from({ length: 50 }, caller));
  expect(await rows.find().toArray()).toEqual([{ _id: 1, n: 500 }]);
});

test('many at once', 'of a hundred upserts of one _id there is one document, and each was counted or refused', async (store) => {
  const rows = await store.fresh([{ _id: 'other' }]);
  const attempts = Array.from({ length: 100 }, () => rows.updateOne({ _id: 'k' }, { $inc: { n: 1 } }, { upsert: true }));
  const done = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled').length;
  expect(await rows.find({ _id: 'k' }).toArray()).toEqual([{ _id: 'k', n: done }]);
});

test('many at once', 'of twenty guarded replaces of one document exactly one wins', async (store) => {
  const rows = await store.fresh([{ _id: 'a', position: 1 }]);
  const attempts = Array.from({ length: 20 }, (_, n) => rows.replaceOne({ _id: 'a', position: 1 }, { position: 2, by: n }));
  const matched = (await Promise.all(attempts)).map((result) => result.matchedCount);
  expect(matched.filter((count) => count === 1).length).toBe(1);
  expect(matched.filter((count) => count === 0).length).toBe(19);
});

test('many at once', 'a queue taken by ten callers gives each entry to one of them', async (store) => {
  const rows = await store.fresh(numbered(60, () => ({ state: 'new' })));
  const caller = async (): Promise<unknown[]> => {
    const taken: unknown[] = [];
    for (;;) {
      const row = await rows.findOneAndUpdate({ state: 'new' }, { $set: { state: 'taken' } });
      if (!row) return taken;
      taken.push(row._id);
    }
  };
  const taken = (await Promise.all(Array.from({ length: 10 }, caller))).flat();
  expect(taken.sort((a, b) => Number(a) - Number(b))).toEqual(ids(numbered(60)));
});
