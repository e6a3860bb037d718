import type { Collection, Document } from 'mongodb';
import { Decimal128, Long, MaxKey, Timestamp } from 'mongodb';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { OpenStore, Row } from './read-store-cases/store-under-test.js';
import { openStore, operators, refused } from './read-store-cases/store-under-test.js';

const NOT_SUPPORTED = 115;
const FAILED_TO_PARSE = 9;
const BAD_VALUE = 2;

describe('what the embedded read store refuses, it refuses by name', () => {
  let mongo: EmbeddedMongo;
  let store: OpenStore;
  let rows: Collection<Row>;

  beforeAll(async () => {
    mongo = await startEmbeddedMongo();
    store = await openStore(mongo.url);
    rows = await store.fresh([{ _id: 1, a: 1, list: [1] }]);
  });

  afterEach(async () => {
    expect(await rows.find().toArray()).toEqual([{ _id: 1, a: 1, list: [1] }]);
  });

  afterAll(async () => {
    await store.close();
    await mongo.close();
  });

  /** Sent as it stands, so that no driver objects in the server's place. */
  function send(command: Document): Promise<Document> {
    return store.client.db(rows.dbName).command(command);
  }

  async function refusedByName(code: number, name: string, attempt: Promise<unknown>): Promise<void> {
    expect((await refused(code, attempt)).message).toContain(name);
  }

  const commands = [
    'renameCollection',
    'mapReduce',
    'create',
    'collMod',
    'convertToCapped',
    'validate',
    'commitTransaction',
    'abortTransaction',
    'bulkWrite',
    'explain',
    'profile',
    'shutdown',
    'replSetGetStatus',
    'getParameter',
    'createUser',
    'eval',
    'toString',
    'constructor',
    '__proto__',
  ];
  it.each(commands)('the command %s', async (name) => {
    await refusedByName(NOT_SUPPORTED, name, send(JSON.parse(`{ "${name}": "rows" }`)));
  });

  it('transactions, of a driver and of anybody else', async () => {
    const start = { startTransaction: true, autocommit: false, txnNumber: Long.fromNumber(1) };
    const insert = { insert: rows.collectionName, documents: [{ _id: 9 }] };
    await refusedByName(NOT_SUPPORTED, 'transactions', send({ ...insert, ...start }));
    await refusedByName(NOT_SUPPORTED, 'transactions', send({ ...insert, autocommit: false }));
    const session = store.client.startSession();
    session.startTransaction();
    await expect(rows.insertOne({ _id: 9 }, { session })).rejects.toThrow(/transaction/i);
    await session.endSession();
  });

  it('snapshot reads', async () => {
    const find = { find: rows.collectionName, readConcern: { level: 'snapshot' } };
    await refusedByName(NOT_SUPPORTED, 'snapshot', send(find));
  });

  it('change streams', async () => {
    await refusedByName(FAILED_TO_PARSE, '$changeStream', rows.watch().next());
  });

  const operatorsOfQueries: readonly [string, Document][] = [
    ['$where', { $where: 'true' }],
    ['$expr', { $expr: { $gt: ['$a', 0] } }],
    ['$text', { $text: { $search: 'x' } }],
    ['$jsonSchema', { $jsonSchema: {} }],
    ['$comment', { $comment: 'x' }],
    ['$regex', { a: { $regex: '^x' } }],
    ['$regex', { $and: [{ a: { $not: { $regex: '^x' } } }] }],
    ['$options', { a: { $in: [1], $options: 'i' } }],
    ['$type', { a: { $type: 'string' } }],
    ['$mod', { a: { $mod: [2, 1] } }],
    ['$near', { a: { $near: [0, 0] } }],
    ['$geoWithin', { a: { $geoWithin: {} } }],
    ['$bitsAllSet', { list: { $elemMatch: { $bitsAllSet: 1 } } }],
    ['$unknown', { list: { $elemMatch: { x: { $unknown: 1 } } } }],
    ['$function', { $or: [{ $function: {} }] }],
  ];
  it.each(operatorsOfQueries)('the query operator %s', async (name, filter) => {
    await refusedByName(BAD_VALUE, name, rows.find(filter).toArray());
    await refusedByName(BAD_VALUE, name, rows.deleteMany(filter));
    const empty = await store.fresh();
    await refusedByName(BAD_VALUE, name, empty.find(filter).toArray());
  });

  const filters: readonly [string, Document][] = [
    ['a regular expression', { a: /x/ }],
    ['a regular expression among values', { a: { $in: [/x/] } }],
    ['a 64-bit integer', { a: Long.fromNumber(1) }],
    ['operators mixed with fields', { a: { $gt: 1, b: 2 } }],
    ['$and of nothing', { $and: [] }],
    ['$in without an array', { a: { $in: 1 } }],
    ['$not of a value', { a: { $not: 1 } }],
    ['a negative $size', { a: { $size: -1 } }],
    ['an operator of fields at the top', { $gt: 1 }],
    ['an operator of filters behind a field', { a: { $or: [{ b: 1 }] } }],
    ['a path with an empty part', { 'a..b': 1 }],
    ['the path __proto__', { '__proto__.a': 1 }],
  ];
  it.each(filters)('in a filter: %s', async (_name, filter) => {
    await refused(BAD_VALUE, rows.find(filter).toArray());
  });

  it('in a filter: an operator inside a value', async () => {
    await refusedByName(52, '$gt', rows.find({ a: { b: { $gt: 1 } } }).toArray());
  });

  const updates: readonly [string, number, Document][] = [
    ['$rename', FAILED_TO_PARSE, { $rename: { a: 'b' } }],
    ['$mul', FAILED_TO_PARSE, { $mul: { a: 2 } }],
    ['$pop', FAILED_TO_PARSE, { $pop: { list: 1 } }],
    ['$pullAll', FAILED_TO_PARSE, { $pullAll: { list: [1] } }],
    ['$currentDate', FAILED_TO_PARSE, { $currentDate: { a: true } }],
    ['$bit', FAILED_TO_PARSE, { $bit: { a: { and: 1 } } }],
    ['$slice', NOT_SUPPORTED, { $push: { list: { $each: [2], $slice: 1 } } }],
    ['$sort', NOT_SUPPORTED, { $push: { list: { $each: [2], $sort: 1 } } }],
    ['$position', NOT_SUPPORTED, { $push: { list: { $each: [2], $position: 0 } } }],
    ['$[]', NOT_SUPPORTED, { $set: { 'list.$[]': 1 } }],
    ['$', NOT_SUPPORTED, { $set: { 'list.$': 1 } }],
    ['$[x]', NOT_SUPPORTED, { $set: { 'list.$[x]': 1 } }],
    ['$regex', BAD_VALUE, { $pull: { list: { $regex: 'x' } } }],
    ['$x', 52, { $set: { b: { $x: 1 } } }],
  ];
  it.each(updates)('the update operator %s', async (name, code, update) => {
    await refusedByName(code, name, rows.updateOne({ _id: 1 }, operators(update)));
    await refusedByName(code, name, rows.findOneAndUpdate({ _id: 1 }, operators(update)));
    await refusedByName(code, name, rows.updateOne({ _id: 7 }, operators(update)));
  });

  it('updates by a pipeline', async () => {
    await refusedByName(NOT_SUPPORTED, 'pipeline', rows.updateOne({ _id: 1 }, [{ $set: { a: 2 } }]));
  });

  const stages: readonly Document[] = [
    { $lookup: { from: 'x', localField: 'a', foreignField: '_id', as: 'b' } },
    { $graphLookup: {} },
    { $out: 'x' },
    { $merge: { into: 'x' } },
    { $unionWith: 'x' },
    { $facet: {} },
    { $bucket: {} },
    { $bucketAuto: {} },
    { $setWindowFields: {} },
    { $addFields: { b: 1 } },
    { $set: { b: 1 } },
    { $unset: 'a' },
    { $replaceRoot: { newRoot: '$a' } },
    { $sortByCount: '$a' },
    { $sample: { size: 1 } },
    { $collStats: {} },
    { $documents: [] },
  ];
  it.each(stages.map((stage) => [Object.keys(stage).join(), stage] as const))('the stage %s', async (name, stage) => {
    await refusedByName(FAILED_TO_PARSE, name, rows.aggregate([{ $match: {} }, stage]).toArray());
  });

  const expressions: readonly [string, number, Document][] = [
    ['$avg', FAILED_TO_PARSE, { $group: { _id: null, v: { $avg: '$a' } } }],
    ['$top', FAILED_TO_PARSE, { $group: { _id: null, v: { $top: {} } } }],
    ['$count', FAILED_TO_PARSE, { $group: { _id: null, v: { $count: {} } } }],
    ['$function', FAILED_TO_PARSE, { $project: { v: { $function: {} } } }],
    ['$dateTrunc', FAILED_TO_PARSE, { $group: { _id: { $dateTrunc: {} } } }],
    ['$add', FAILED_TO_PARSE, { $project: { v: { $cond: [{ $gt: [{ $add: ['$a', 1] }, 0] }, 1, 2] } } }],
    ['$literal', FAILED_TO_PARSE, { $project: { v: { $literal: 1 } } }],
    ['$slice', FAILED_TO_PARSE, { $project: { list: { $slice: 1 } } }],
    ['list', FAILED_TO_PARSE, { $project: { list: 2, a: '$a' } }],
    ['$$ROOT', NOT_SUPPORTED, { $project: { v: '$$ROOT' } }],
    ['includeArrayIndex', NOT_SUPPORTED, { $unwind: { path: '$list', includeArrayIndex: 'i' } }],
    ['$meta', NOT_SUPPORTED, { $sort: { a: { $meta: 'textScore' } } }],
  ];
  it.each(expressions)('the expression or accumulator %s', async (name, code, stage) => {
    await refusedByName(code, name, rows.aggregate([stage]).toArray());
  });

  const indexes: readonly [string, Document, Document][] = [
    ['expireAfterSeconds', { at: 1 }, { expireAfterSeconds: 60 }],
    ['sparse', { a: 1 }, { sparse: true }],
    ['partialFilterExpression', { a: 1 }, { partialFilterExpression: { a: 1 } }],
    ['collation', { a: 1 }, { collation: { locale: 'zh' } }],
    ['hidden', { a: 1 }, { hidden: true }],
    ['text', { a: 'text' }, {}],
    ['2dsphere', { a: '2dsphere' }, {}],
    ['hashed', { a: 'hashed' }, {}],
    ['wildcardProjection', { '$**': 1 }, { wildcardProjection: { a: 1 } }],
    ['$**', { '$**': 1 }, {}],
  ];
  it.each(indexes)('an index with %s', async (name, key, options) => {
    const createIndexes = rows.collectionName;
    await refusedByName(NOT_SUPPORTED, name, send({ createIndexes, indexes: [{ key, name: 'i', ...options }] }));
    expect((await rows.indexes()).map((index) => index.name)).toEqual(['_id_']);
  });

  const options: readonly [string, Document][] = [
    ['collation', { find: 'rows_1', filter: {}, collation: { locale: 'zh' } }],
    ['hint', { find: 'rows_1', hint: { a: 1 } }],
    ['let', { find: 'rows_1', let: { x: 1 } }],
    ['tailable', { find: 'rows_1', tailable: true }],
    ['min', { find: 'rows_1', min: { a: 1 } }],
    ['returnKey', { find: 'rows_1', returnKey: true }],
    ['allowDiskUse', { aggregate: 'rows_1', pipeline: [], cursor: {}, allowDiskUse: true }],
    ['explain', { aggregate: 'rows_1', pipeline: [], cursor: {}, explain: true }],
    ['let', { aggregate: 'rows_1', pipeline: [], cursor: {}, let: {} }],
    ['collation', { count: 'rows_1', collation: {} }],
    ['collation', { distinct: 'rows_1', key: 'a', collation: {} }],
    ['arrayFilters', { findAndModify: 'rows_1', update: { $set: { a: 2 } }, arrayFilters: [] }],
    ['collation', { findAndModify: 'rows_1', remove: true, collation: {} }],
  ];
  it.each(options)('the option %s of a command', async (name, command) => {
    await refusedByName(NOT_SUPPORTED, `'${name}'`, send(command));
  });

  const statements: readonly [string, Document][] = [
    ['arrayFilters', { update: 'rows_1', updates: [{ q: {}, u: { $set: { a: 2 } }, arrayFilters: [] }] }],
    ['collation', { update: 'rows_1', updates: [{ q: {}, u: { $set: { a: 2 } }, collation: {} }] }],
    ['sort', { update: 'rows_1', updates: [{ q: {}, u: { $set: { a: 2 } }, sort: { a: 1 } }] }],
    ['hint', { delete: 'rows_1', deletes: [{ q: {}, limit: 0, hint: 'x' }] }],
  ];
  it.each(statements)('the option %s of a write', async (name, command) => {
    const { writeErrors } = await send(command).catch((error: { errorResponse: Document }) => error.errorResponse);
    expect(writeErrors).toEqual([{ index: 0, code: NOT_SUPPORTED, errmsg: expect.stringContaining(`'${name}'`) }]);
  });

  const values: readonly [string, string, unknown][] = [
    ['a bigint, which the driver sends as a 64-bit integer', 'Long', 5n],
    ['a 64-bit integer', 'Long', Long.fromNumber(5)],
    ['a decimal', 'Decimal128', Decimal128.fromString('1.50')],
    ['a timestamp', 'Timestamp', new Timestamp({ t: 1, i: 1 })],
    ['a regular expression', 'regex', /x/],
    ['the largest key', 'MaxKey', new MaxKey()],
    ['any of them deep inside', 'Long', [{ b: [5n] }]],
  ];
  it.each(values)('as a value: %s', async (_name, kind, value) => {
    await refusedByName(BAD_VALUE, kind, rows.insertOne({ _id: 9, deep: value }));
    await refusedByName(BAD_VALUE, kind, rows.replaceOne({ _id: 1 }, { deep: value }));
    await refusedByName(BAD_VALUE, kind, rows.updateOne({ _id: 1 }, { $set: { deep: value } }));
    await refusedByName(BAD_VALUE, kind, rows.updateOne({ _id: 1 }, operators({ $push: { list: value } })));
  });

  const names: readonly [string, number, Document][] = [
    ['a name with $', 52, { $a: 1 }],
    ['a name with $ deep inside', 52, { b: [{ $a: 1 }] }],
    ['a name with a dot', 57, { 'a.b': 1 }],
  ];
  it.each(names)('as a field: %s', async (_name, code, fields) => {
    await refused(code, rows.insertOne({ _id: 9, ...fields }));
  });

  it('an _id that is an array', async () => {
    await refused(53, rows.insertOne({ _id: [1] as unknown as string }));
  });

  it('documents nested deeper than a hundred levels', async () => {
    let nested: Document = {};
    for (let depth = 0; depth < 120; depth++) nested = { nested };
    await refused(15, rows.insertOne({ _id: 9, nested }));
  });

  it('sums of integers that would no longer be exact', async () => {
    await refused(BAD_VALUE, rows.updateOne({ _id: 1 }, { $inc: { a: Number.MAX_SAFE_INTEGER } }));
  });

  it('but not the numbers of the protocol itself: sessions and those of retryable writes', async () => {
    const others = await store.fresh();
    const insert = { insert: others.collectionName, documents: [{ _id: 1 }], txnNumber: Long.fromNumber(1) };
    expect(await send(insert)).toEqual({ n: 1, ok: 1 });
    const session = store.client.startSession();
    await others.insertOne({ _id: 2 }, { session });
    await session.endSession();
    expect(await others.countDocuments({})).toBe(2);
  });
});
