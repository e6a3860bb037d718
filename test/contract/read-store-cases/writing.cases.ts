import type { AnyBulkWriteOperation } from 'mongodb';
import { MongoBulkWriteError } from 'mongodb';
import type { ReadStoreCase, Row } from './store-under-test.js';
import { ids, numbered, operators, refused } from './store-under-test.js';

export const insertingCases: readonly ReadStoreCase[] = [
  {
    group: 'inserting',
    name: 'a second document with the same _id is refused',
    async run(store) {
      const rows = await store.fresh([{ _id: 'a', v: 1 }]);
      const error = await refused(11000, rows.insertOne({ _id: 'a', v: 2 }));
      expect(error.message).toMatch(/E11000/);
      expect(await rows.find().toArray()).toEqual([{ _id: 'a', v: 1 }]);
    },
  },

  {
    group: 'inserting',
    name: 'an unordered insert leaves out only what is there already',
    async run(store) {
      const rows = await store.fresh([{ _id: 10 }, { _id: 500 }]);
      const attempt = rows.insertMany(numbered(1_000), { ordered: false });
      const error = await refused(11000, attempt);
      expect(error).toBeInstanceOf(MongoBulkWriteError);
      if (!(error instanceof MongoBulkWriteError)) return;
      expect([error.writeErrors].flat().map((entry) => entry.index)).toEqual([10, 500]);
      expect(error.insertedCount).toBe(998);
      expect(await rows.countDocuments({})).toBe(1_000);
    },
  },

  {
    group: 'inserting',
    name: 'an ordered insert stops at the first refusal',
    async run(store) {
      const rows = await store.fresh([{ _id: 2 }]);
      await refused(11000, rows.insertMany(numbered(5)));
      expect(ids(await rows.find().sort({ _id: 1 }).toArray())).toEqual([0, 1, 2]);
    },
  },

  {
    group: 'inserting',
    name: 'a document without an _id gets one',
    async run(store) {
      const rows = await store.fresh();
      const { insertedId } = await rows.insertOne({ v: 1 } as unknown as Row);
      expect(await rows.findOne({ _id: insertedId })).toEqual({ _id: insertedId, v: 1 });
    },
  },

  {
    group: 'inserting',
    name: 'what the client changes afterwards does not reach the store',
    async run(store) {
      const rows = await store.fresh();
      const mine = { _id: 1, inner: { v: 1 }, list: [1] };
      await rows.insertOne(mine);
      mine.inner.v = 2;
      const found = await rows.findOne({ _id: 1 });
      found?.list.push('x');
      expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, inner: { v: 1 }, list: [1] });
    },
  },
];

export const updatingCases: readonly ReadStoreCase[] = [
  {
    group: 'guarded replace',
    name: 'a guarded replace at the loaded position wins',
    async run(store) {
      const rows = await store.fresh([{ _id: 'a', position: 5, v: 'old' }]);
      const result = await rows.replaceOne({ _id: 'a', position: 5 }, { position: 9, v: 'new' });
      expect([result.matchedCount, result.modifiedCount]).toEqual([1, 1]);
      expect(await rows.find().toArray()).toEqual([{ _id: 'a', position: 9, v: 'new' }]);
    },
  },

  {
    group: 'guarded replace',
    name: 'a guarded replace loses against a newer position and changes nothing',
    async run(store) {
      const rows = await store.fresh([{ _id: 'a', position: 7, v: 'newer' }]);
      const result = await rows.replaceOne({ _id: 'a', position: 5 }, { position: 6, v: 'stale' });
      expect([result.matchedCount, result.modifiedCount]).toEqual([0, 0]);
      expect(await rows.find().toArray()).toEqual([{ _id: 'a', position: 7, v: 'newer' }]);
    },
  },

  {
    group: 'guarded replace',
    name: 'five hundred guarded replaces and inserts in one bulk: each loser is counted',
    async run(store) {
      const rows = await store.fresh(numbered(400, (n) => ({ position: n % 10 === 0 ? 2 : 1 })));
      const operations: AnyBulkWriteOperation<Row>[] = numbered(400, () => ({ position: 3, v: 1 })).map((row) => ({
        replaceOne: { filter: { _id: row._id, position: 1 }, replacement: row },
      }));
      for (let n = 400; n < 500; n++) operations.push({ insertOne: { document: { _id: n, position: 3, v: 1 } } });
      const result = await rows.bulkWrite(operations, { ordered: false });
      expect([result.matchedCount, result.modifiedCount, result.insertedCount]).toEqual([360, 360, 100]);
      expect(await rows.countDocuments({ position: 3 })).toBe(460);
      expect(await rows.countDocuments({ position: 2 })).toBe(40);
    },
  },

  {
    group: 'guarded replace',
    name: 'a bulk tells apart what was lost to a race and what was there already',
    async run(store) {
      const rows = await store.fresh([
        { _id: 'a', position: 2 },
        { _id: 'b', position: 1 },
      ]);
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
    },
  },

  {
    group: 'guarded replace',
    name: 'an upsert with a guard that fails is a duplicate',
    async run(store) {
      const rows = await store.fresh([{ _id: 'a', position: 5 }]);
      const stale = { _id: 'a', position: { $lt: 4 } };
      await refused(11000, rows.updateOne(stale, { $set: { position: 4 } }, { upsert: true }));
      await refused(11000, rows.findOneAndUpdate(stale, { $set: { position: 4 } }, { upsert: true }));
      expect(await rows.find().toArray()).toEqual([{ _id: 'a', position: 5 }]);
    },
  },

  {
    group: 'replacing',
    name: 'a replacement keeps the _id and nothing else',
    async run(store) {
      const rows = await store.fresh([{ _id: 1, a: 1, b: 2 }]);
      await rows.replaceOne({ a: 1 }, { c: 3 });
      expect(await rows.find().toArray()).toEqual([{ _id: 1, c: 3 }]);
      await refused(66, rows.replaceOne({ _id: 1 }, { _id: 2, c: 3 }));
      await refused(66, rows.bulkWrite([{ replaceOne: { filter: { _id: 1 }, replacement: { _id: 2, c: 3 } } }]));
      expect(await rows.find().toArray()).toEqual([{ _id: 1, c: 3 }]);
    },
  },

  {
    group: 'replacing',
    name: 'a replacement by upsert takes the _id from the filter',
    async run(store) {
      const rows = await store.fresh();
      const result = await rows.replaceOne({ _id: 'z', gone: null }, { a: 1 }, { upsert: true });
      expect([result.matchedCount, result.upsertedCount, result.upsertedId]).toEqual([0, 1, 'z']);
      expect(await rows.find().toArray()).toEqual([{ _id: 'z', a: 1 }]);
    },
  },

  {
    group: 'replacing',
    name: 'replacing a document by its equal matches but modifies nothing',
    async run(store) {
      const rows = await store.fresh([{ _id: 1, a: { b: [1, null] } }]);
      const result = await rows.replaceOne({ _id: 1 }, { a: { b: [1, null] } });
      expect([result.matchedCount, result.modifiedCount]).toEqual([1, 0]);
      const whole = await rows.bulkWrite([
        { replaceOne: { filter: { _id: 1 }, replacement: { _id: 1, a: { b: [1, null] } } } },
      ]);
      expect([whole.matchedCount, whole.modifiedCount]).toEqual([1, 0]);
    },
  },

  {
    group: 'replacing',
    name: 'a replacement is found by what it says, and no longer by what was said before',
    async run(store) {
      const rows = await store.fresh(numbered(3, (n) => ({ town: 'east', turn: n, note: 'old' })));
      await rows.createIndex({ town: 1, turn: -1 }, { name: 'town_turn' });
      const eastward = () => rows.find({ town: 'east' }).sort({ turn: -1 }).toArray();
      expect((await eastward()).map(({ _id }) => _id)).toEqual([2, 1, 0]);
      await rows.bulkWrite([
        { replaceOne: { filter: { _id: 0 }, replacement: { note: 'new', turn: 0, town: 'east', _id: 0 } } },
        { replaceOne: { filter: { _id: 1 }, replacement: { _id: 1, town: 'west', turn: 1 } } },
        { replaceOne: { filter: { _id: 2 }, replacement: { _id: 2, town: 'east', turn: -1 } } },
      ]);
      expect(await eastward()).toEqual([
        { _id: 0, note: 'new', turn: 0, town: 'east' },
        { _id: 2, town: 'east', turn: -1 },
      ]);
      expect(await rows.find({ town: 'west' }).toArray()).toEqual([{ _id: 1, town: 'west', turn: 1 }]);
    },
  },

  {
    group: 'updating',
    name: '$set and $unset reach into documents and arrays, keep the order of fields and append new ones',
    async run(store) {
      const rows = await store.fresh([{ _id: 1, z: 1, a: { b: 1, c: 2 }, list: [1, 2, 3] }]);
      await rows.updateOne(
        { _id: 1 },
        { $set: { z: 9, 'a.d.e': 4, 'list.1': 'x', n: null }, $unset: { 'a.b': '', no: '' } },
      );
      const found = await rows.findOne({ _id: 1 });
      expect(found).toEqual({ _id: 1, z: 9, a: { c: 2, d: { e: 4 } }, list: [1, 'x', 3], n: null });
      expect(Object.keys(found ?? {})).toEqual(['_id', 'z', 'a', 'list', 'n']);
    },
  },

  {
    group: 'updating',
    name: 'a field cannot be made inside something that is no document',
    async run(store) {
      const rows = await store.fresh([{ _id: 1, a: 5 }]);
      await refused(28, rows.updateOne({ _id: 1 }, { $set: { 'a.b': 1 } }));
    },
  },

  {
    group: 'updating',
    name: '$inc counts from nothing and refuses what is no number',
    async run(store) {
      const rows = await store.fresh([{ _id: 1, a: { n: 1 }, s: 'x' }]);
      await rows.updateOne({ _id: 1 }, { $inc: { 'a.n': 4, m: -2, f: 1.5 } });
      expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, a: { n: 5 }, s: 'x', m: -2, f: 1.5 });
      await refused(14, rows.updateOne({ _id: 1 }, { $inc: { s: 1 } }));
    },
  },

  {
    group: 'updating',
    name: '$max and $min compare numbers, dates and texts',
    async run(store) {
      const [early, late] = [new Date('2026-01-01'), new Date('2026-06-01')];
      const rows = await store.fresh([{ _id: 1, n: 5, at: early, low: 5, s: 'b' }]);
      await rows.updateOne({ _id: 1 }, { $max: { n: 3, at: late, fresh: 1, s: 'a' }, $min: { low: 2 } });
      expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 5, at: late, low: 2, s: 'b', fresh: 1 });
    },
  },

  {
    group: 'updating',
    name: '$push appends one or each',
    async run(store) {
      const rows = await store.fresh([{ _id: 1, l: [1] }]);
      await rows.updateOne({ _id: 1 }, operators({ $push: { l: { $each: [2, 3] }, m: { s: 1 } } }));
      await rows.updateOne({ _id: 1 }, operators({ $push: { l: [4] } }));
      expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, l: [1, 2, 3, [4]], m: [{ s: 1 }] });
      await refused(2, rows.updateOne({ _id: 1 }, operators({ $push: { _x: 1, 'm.0.s': 1 } })));
    },
  },

  {
    group: 'updating',
    name: '$addToSet adds what is not there, by value',
    async run(store) {
      const rows = await store.fresh([{ _id: 1, s: ['a'], o: [{ k: 1, v: 2 }], d: [new Date(5)] }]);
      await rows.updateOne(
        { _id: 1 },
        { $addToSet: { s: { $each: ['b', 'a', 'c', 'b'] }, o: { v: 2, k: 1 }, d: new Date(5) } },
      );
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
    },
  },

  {
    group: 'updating',
    name: '$pull takes out values, documents and what a condition describes',
    async run(store) {
      const rows = await store.fresh([
        {
          _id: 1,
          a: [1, 2, 3, 2],
          o: [
            { id: 1, q: 1 },
            { id: 2, q: 9 },
          ],
          n: [1, 5, 9],
        },
      ]);
      await rows.updateOne({ _id: 1 }, operators({ $pull: { a: 2, o: { id: 2 }, n: { $gte: 5 }, none: 1 } }));
      expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, a: [1, 3], o: [{ id: 1, q: 1 }], n: [1] });
    },
  },

  {
    group: 'updating',
    name: 'an upsert starts from what the filter says by equality, and $setOnInsert works once',
    async run(store) {
      const rows = await store.fresh();
      const update = { $set: { n: 1 }, $setOnInsert: { born: 7 } };
      const made = await rows.updateOne({ _id: 'a', 'k.m': 'x', z: { $gt: 3 }, w: { $eq: 2 } }, update, {
        upsert: true,
      });
      expect([made.matchedCount, made.upsertedCount, made.upsertedId]).toEqual([0, 1, 'a']);
      const again = await rows.updateOne({ _id: 'a' }, { $set: { n: 2 }, $setOnInsert: { born: 8 } }, { upsert: true });
      expect([again.matchedCount, again.modifiedCount, again.upsertedCount]).toEqual([1, 1, 0]);
      expect(await rows.find().toArray()).toEqual([{ _id: 'a', k: { m: 'x' }, w: 2, born: 7, n: 2 }]);
    },
  },

  {
    group: 'updating',
    name: 'updateMany counts what it matched and what it changed',
    async run(store) {
      const rows = await store.fresh([
        { _id: 1, s: 1 },
        { _id: 2, s: 1, d: 1 },
        { _id: 3, s: 2 },
      ]);
      const result = await rows.updateMany({ s: 1 }, { $set: { d: 1 } });
      expect([result.matchedCount, result.modifiedCount]).toEqual([2, 1]);
    },
  },

  {
    group: 'updating',
    name: 'two operators on one field are refused, and the _id cannot be changed',
    async run(store) {
      const rows = await store.fresh([{ _id: 1 }]);
      await refused(40, rows.updateOne({ _id: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }));
      await refused(40, rows.updateOne({ _id: 1 }, { $set: { 'a.b': 1 }, $unset: { a: '' } }));
      await refused(66, rows.updateOne({ _id: 1 }, { $set: { _id: 2 } }));
      expect(await rows.find().toArray()).toEqual([{ _id: 1 }]);
    },
  },

  {
    group: 'updating',
    name: 'a document found and changed is given back as it was or as it is',
    async run(store) {
      const rows = await store.fresh([
        { _id: 1, n: 5 },
        { _id: 2, n: 3, more: 'x' },
      ]);
      const before = await rows.findOneAndUpdate(
        {},
        { $inc: { n: 10 } },
        { sort: { n: 1 }, projection: { n: 1, _id: 0 } },
      );
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
    },
  },

  {
    group: 'updating',
    name: 'an ordered bulk carries out what comes before the first refusal',
    async run(store) {
      const rows = await store.fresh([{ _id: 3 }]);
      const operations = [1, 2, 3, 4].map((_id) => ({ insertOne: { document: { _id } } }));
      await refused(11000, rows.bulkWrite(operations));
      expect(ids(await rows.find().sort({ _id: 1 }).toArray())).toEqual([1, 2, 3]);
    },
  },

  {
    group: 'updating',
    name: 'a bulk of every kind of write is carried out in order',
    async run(store) {
      const rows = await store.fresh();
      const operations: AnyBulkWriteOperation<Row>[] = [];
      for (let n = 0; n < 500; n++) {
        operations.push({
          updateOne: { filter: { _id: n }, update: { $set: { v: n }, $inc: { n: 1 } }, upsert: true },
        });
      }
      for (let n = 0; n < 300; n++) operations.push({ updateOne: { filter: { _id: n }, update: { $inc: { n: 1 } } } });
      for (let n = 0; n < 100; n++) operations.push({ replaceOne: { filter: { _id: n }, replacement: { r: 1 } } });
      operations.push(
        { deleteMany: { filter: { _id: { $gte: 400 } } } },
        { updateMany: { filter: {}, update: { $set: { b: 1 } } } },
      );
      const result = await rows.bulkWrite(operations);
      expect([result.upsertedCount, result.matchedCount, result.modifiedCount, result.deletedCount]).toEqual([
        500, 800, 800, 100,
      ]);
      expect(await rows.findOne({ _id: 150 })).toEqual({ _id: 150, v: 150, n: 2, b: 1 });
      expect(await rows.findOne({ _id: 50 })).toEqual({ _id: 50, r: 1, b: 1 });
    },
  },

  {
    group: 'deleting',
    name: 'one or all matches are deleted and counted',
    async run(store) {
      const rows = await store.fresh(numbered(5, (n) => ({ n })));
      expect((await rows.deleteOne({ n: { $gte: 2 } })).deletedCount).toBe(1);
      expect((await rows.deleteMany({ n: { $gte: 2 } })).deletedCount).toBe(2);
      expect((await rows.deleteMany({ n: 99 })).deletedCount).toBe(0);
      expect(ids(await rows.find().sort({ _id: 1 }).toArray())).toEqual([0, 1]);
    },
  },
];
