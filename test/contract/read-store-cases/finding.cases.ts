import type { Document } from 'mongodb';
import { ObjectId } from 'mongodb';
import type { ReadStoreCase, Row } from './store-under-test.js';
import { ids, numbered, refused } from './store-under-test.js';

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

function finds(name: string, filter: Document, expected: readonly unknown[]): ReadStoreCase {
  return {
    group: 'finding',
    name,
    async run(store) {
      const rows = await store.fresh(PLACES);
      expect(ids(await rows.find(filter).sort({ _id: 1 }).toArray())).toEqual(expected);
    },
  };
}

export const findingCases: readonly ReadStoreCase[] = [
  finds('everything', {}, [1, 2, 3, 4, 5]),
  finds('by equality, written short and long', { town: 'Ayr', n: { $eq: 10 } }, [1]),
  finds('by equality of dates', { at: new Date('2026-03-05') }, [3, 5]),
  finds('texts are compared letter by letter, capitals too', { town: 'ayr' }, []),
  finds('$in', { n: { $in: [10, 30, 99] } }, [1, 3]),
  finds('$in looks into arrays', { tags: { $in: ['c', 'x'] } }, [4]),
  finds('$in with null finds missing fields', { town: { $in: [null, 'Ayr'] } }, [1, 5]),
  finds('$in of nothing finds nothing', { town: { $in: [] } }, []),
  finds('$nin finds missing fields too', { town: { $nin: ['Ayr', 'Cork'] } }, [2, 4, 5]),
  finds('$ne finds missing fields too', { town: { $ne: 'Ayr' } }, [2, 3, 4, 5]),
  finds('$ne looks at every element', { tags: { $ne: 'a' } }, [2, 3]),
  finds(
    'a range of dates, the end left out',
    { at: { $gte: new Date('2026-01-05'), $lt: new Date('2026-02-05') } },
    [1],
  ),
  finds('$gt and $lte', { n: { $gt: 15, $lte: 20 } }, [2, 5]),
  finds('a range of numbers does not find texts', { town: { $gt: 5 } }, []),
  finds('a range of texts', { town: { $gte: 'B', $lt: 'D' } }, [2, 3]),
  finds('$exists finds null', { note: { $exists: true } }, [3]),
  finds('$exists: false', { town: { $exists: false } }, [5]),
  finds('null finds null and missing', { note: null }, [1, 2, 3, 4, 5]),
  finds('$gte null finds what null finds', { town: { $gte: null } }, [5]),
  finds('$and of $or', { $and: [{ $or: [{ n: 10 }, { n: 20 }] }, { tags: 'b' }] }, [1, 2]),
  finds('$nor', { $nor: [{ n: { $gt: 14 } }, { town: 'X' }] }, [1]),
  finds('$not', { n: { $not: { $gt: 15 } } }, [1, 4]),
  finds('$not finds missing fields too', { town: { $not: { $gte: 'B', $lt: 'D' } } }, [1, 4, 5]),
  finds('an element of an array by its value', { tags: 'a' }, [1, 4, 5]),
  finds('a whole array, in its order', { tags: ['c', 'a'] }, [4]),
  finds('a whole array in another order is another array', { tags: ['a', 'c'] }, []),
  finds('an empty array', { tags: [] }, [3]),
  finds('$all and $size', { tags: { $all: ['a', 'b'], $size: 2 } }, [1]),
  finds('$all of nothing finds nothing', { tags: { $all: [] } }, []),
  finds('$size does not count a value that is no array', { tags: { $size: 1 } }, [2]),
  finds('a whole document', { address: { zip: '200' } }, [2]),
  finds('a document with a field more is another document', { address: { zip: '100' } }, []),
  finds('a field of a document', { 'address.geo.lat': 1 }, [1]),
  finds('fields of different elements', { 'lines.q': 9, 'lines.s': 'x' }, [1, 2]),
  finds('fields of the same element by $elemMatch', { lines: { $elemMatch: { s: 'x', q: { $gt: 5 } } } }, [2]),
  finds('$elemMatch on values', { tags: { $elemMatch: { $gt: 'b' } } }, [4]),
  finds('$elemMatch with alternatives', { lines: { $elemMatch: { $or: [{ q: 7 }, { s: 'y', q: 1 }] } } }, [2]),
  finds('$all of $elemMatch', { lines: { $all: [{ $elemMatch: { s: 'x', q: 1 } }, { $elemMatch: { q: 9 } }] } }, [1]),
  finds('an element by its number', { 'lines.1.q': 1 }, [2]),
  finds(
    'a missing field in an array of documents',
    { 'lines.z': { $exists: false }, lines: { $exists: true } },
    [1, 2],
  ),
  finds('by _id of several', { _id: { $in: [5, 1, 9] } }, [1, 5]),
  finds('by _id and a guard', { _id: 2, n: { $lt: 20 } }, []),
  finds('two conditions on one field in $and', { $and: [{ n: { $gt: 10 } }, { n: { $lt: 20 } }] }, [4, 5]),

  {
    group: 'finding',
    name: 'one document, or null',
    async run(store) {
      const rows = await store.fresh(PLACES);
      expect((await rows.findOne({ n: 20 }))?._id).toBe(2);
      expect(await rows.findOne({ _id: 'no' })).toBe(null);
    },
  },

  {
    group: 'finding',
    name: 'documents are counted, all or in part',
    async run(store) {
      const rows = await store.fresh(PLACES);
      expect(await rows.countDocuments({ n: { $gt: 12 } })).toBe(4);
      expect(await rows.countDocuments({}, { skip: 1, limit: 3 })).toBe(3);
      expect(await rows.countDocuments({ n: -1 })).toBe(0);
      expect(await rows.estimatedDocumentCount()).toBe(5);
    },
  },

  {
    group: 'finding',
    name: 'different values of a field, elements of arrays each',
    async run(store) {
      const rows = await store.fresh(PLACES);
      expect((await rows.distinct('tags')).sort()).toEqual(['a', 'b', 'c']);
      expect((await rows.distinct('lines.s', { _id: 1 })).sort()).toEqual(['x', 'y']);
    },
  },

  {
    group: 'finding',
    name: 'a projection names what to keep',
    async run(store) {
      const rows = await store.fresh(PLACES);
      expect(await rows.findOne({ _id: 1 }, { projection: { town: 1, 'address.zip': 1 } })).toEqual({
        _id: 1,
        town: 'Ayr',
        address: { zip: '100' },
      });
      expect(await rows.findOne({ _id: 1 }, { projection: { 'lines.s': 1, _id: 0 } })).toEqual({
        lines: [{ s: 'x' }, { s: 'y' }],
      });
    },
  },

  {
    group: 'finding',
    name: 'a projection names what to leave out, and the store keeps it',
    async run(store) {
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
    },
  },

  {
    group: 'finding',
    name: 'many documents come in batches',
    async run(store) {
      const rows = await store.fresh(numbered(2_500));
      const seen: unknown[] = [];
      for await (const row of rows.find({}, { batchSize: 100 }).sort({ _id: 1 })) seen.push(row._id);
      expect(seen).toEqual(ids(numbered(2_500)));
    },
  },

  {
    group: 'finding',
    name: 'a result left half way can be closed',
    async run(store) {
      const rows = await store.fresh(numbered(300));
      const cursor = rows.find({}, { batchSize: 10 }).sort({ _id: 1 });
      expect((await cursor.next())?._id).toBe(0);
      const getMore = cursor.id;
      await cursor.close();
      const command = { getMore, collection: rows.collectionName };
      await refused(43, store.client.db(rows.dbName).command(command));
    },
  },

  {
    group: 'finding',
    name: 'a batch of large documents is cut before it is too large',
    async run(store) {
      const rows = await store.fresh(numbered(6, () => ({ s: 'x'.repeat(5_000_000) })));
      expect(ids(await rows.find({}).sort({ _id: 1 }).toArray())).toEqual([0, 1, 2, 3, 4, 5]);
    },
  },
];

export const sortingCases: readonly ReadStoreCase[] = [
  {
    group: 'sorting',
    name: 'by several fields, one of them downwards, with skip and limit',
    async run(store) {
      const rows = await store.fresh(PLACES);
      expect(ids(await rows.find({}).sort({ at: -1, n: 1 }).skip(1).limit(3).toArray())).toEqual([3, 2, 1]);
    },
  },

  {
    group: 'sorting',
    name: 'missing and null before numbers, then texts, documents, truth values and dates',
    async run(store) {
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
    },
  },

  {
    group: 'sorting',
    name: 'an array counts as its smallest element, downwards as its largest',
    async run(store) {
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
    },
  },

  {
    group: 'sorting',
    name: 'by a field of a document',
    async run(store) {
      const rows = await store.fresh([
        { _id: 1, a: { b: 2 } },
        { _id: 2, a: { b: 1 } },
        { _id: 3, a: 7 },
      ]);
      expect(ids(await rows.find({}).sort({ 'a.b': 1 }).toArray())).toEqual([3, 2, 1]);
    },
  },

  {
    group: 'sorting',
    name: 'Chinese texts by code point, rare characters after all common ones',
    async run(store) {
      const names = ['张', '王', '𠮷', 'Ａ', '一', 'a'];
      const rows = await store.fresh(names.map((name, index) => ({ _id: index, name })));
      const sorted = await rows.find({}).sort({ name: 1 }).toArray();
      expect(sorted.map((row) => row.name)).toEqual(['a', '一', '张', '王', 'Ａ', '𠮷']);
    },
  },

  {
    group: 'paging',
    name: 'pages by sort key and _id miss and repeat nothing while others write',
    async run(store) {
      const rows = await store.fresh(numbered(95, (n) => ({ town: 't', at: Math.floor(n / 10) })));
      await rows.createIndex({ town: 1, at: 1 });
      const seen: unknown[] = [];
      let after: Document = {};
      for (let page = 0; ; page++) {
        const found = await rows
          .find({ $and: [{ town: 't' }, after] })
          .sort({ at: 1, _id: 1 })
          .limit(20)
          .toArray();
        const last = found.at(-1);
        if (!last) break;
        seen.push(...ids(found));
        after = { $or: [{ at: { $gt: last.at } }, { at: last.at, _id: { $gt: last._id } }] };
        await rows.insertOne({ _id: -1 - page, town: 't', at: -1 });
        await rows.deleteOne({ _id: page });
        await rows.updateOne({ _id: last._id }, { $set: { touched: true } });
      }
      expect(seen).toEqual(ids(numbered(95)));
    },
  },

  {
    group: 'paging',
    name: 'a result being read does not change under writes that follow',
    async run(store) {
      const rows = await store.fresh(numbered(30, () => ({ v: 'old' })));
      const cursor = rows.find({}, { batchSize: 10 }).sort({ _id: 1 });
      const first = await cursor.next();
      const rest = await cursor.toArray();
      expect([first, ...rest].map((row) => row?._id)).toEqual(ids(numbered(30)));
    },
  },
];
