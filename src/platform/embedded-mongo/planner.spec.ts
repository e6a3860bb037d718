import { Collection } from './collection.js';
import { parseIndex } from './indexes.js';
import { parseOrder } from './ordering.js';
import { planOf } from './planner.js';
import { compileQuery } from './query.js';
import type { Document } from './values.js';

function collectionWith(key: Document, documents: readonly Document[]): Collection {
  const collection = new Collection('d.rows');
  collection.createIndexes([parseIndex({ key, name: 'index' })]);
  for (const document of documents) collection.insert(document);
  return collection;
}

const rows = Array.from({ length: 40 }, (_, n) => ({ _id: n, town: `t${n % 4}`, village: `v${n % 8}`, at: n % 5 }));

/** How many documents are looked at, and whether they come in order. */
function looksAt(collection: Collection, filter: Document, sort: Document = {}): readonly [number, boolean] {
  const { documents, ordered } = planOf(collection, compileQuery(filter), parseOrder(sort, 'sort by'));
  return [[...documents].length, ordered];
}

describe('where a query looks', () => {
  const byTownAndTime = collectionWith({ town: 1, at: -1 }, rows);

  it('goes straight to documents named by _id', () => {
    expect(looksAt(byTownAndTime, { _id: 7 })).toEqual([1, true]);
    expect(looksAt(byTownAndTime, { _id: { $in: [1, 2, 2, 99] } })).toEqual([2, true]);
    expect(looksAt(byTownAndTime, { $and: [{ _id: 7 }, { town: 't3' }] }, { at: 1 })).toEqual([1, false]);
  });

  it('looks only where the first field of an index has one of the values', () => {
    expect(looksAt(byTownAndTime, { town: 't1', at: { $gt: 2 } })).toEqual([10, true]);
    expect(looksAt(byTownAndTime, { town: { $in: ['t1', 't2', 't9'] } })).toEqual([20, true]);
    expect(looksAt(byTownAndTime, { town: { $in: [] } })).toEqual([0, true]);
    expect(looksAt(byTownAndTime, { $and: [{ gone: null }, { town: { $eq: 't1' } }] })).toEqual([10, true]);
  });

  it('looks everywhere if no index fits, or only some of the alternatives', () => {
    expect(looksAt(byTownAndTime, { at: 1 })).toEqual([40, true]);
    expect(looksAt(byTownAndTime, { $or: [{ town: 't1' }, { at: 1 }] })).toEqual([40, true]);
    expect(looksAt(byTownAndTime, { town: { $ne: 't1' } })).toEqual([40, true]);
  });

  const served: readonly [Document, boolean][] = [
    [{ at: -1 }, true],
    [{ at: -1, _id: 1 }, true],
    [{ at: 1, _id: -1 }, true],
    [{ town: 1, at: -1, _id: 1 }, true],
    [{ town: -1, at: 1 }, true],
    [{ at: 1, _id: 1 }, false],
    [{ at: -1, _id: -1 }, false],
    [{ _id: 1 }, false],
    [{ village: 1 }, false],
  ];
  it.each(served)('order %j is given by the index: %s', (sort, ordered) => {
    expect(looksAt(byTownAndTime, { town: 't1' }, sort)).toEqual([10, ordered]);
  });

  const whole: readonly [Document, boolean][] = [
    [{ town: 1, at: -1, _id: 1 }, true],
    [{ town: -1, at: 1, _id: -1 }, true],
    [{ town: 1 }, true],
    [{ town: 1, at: 1 }, false],
    [{ at: -1 }, false],
    [{ _id: 1 }, false],
  ];
  it.each(whole)('order %j of everything is given by the index: %s', (sort, ordered) => {
    const query = compileQuery({ village: { $ne: 'v3' } });
    expect(looksAt(byTownAndTime, { village: { $ne: 'v3' } }, sort)).toEqual([40, ordered]);
    const order = parseOrder(sort, 'sort by');
    const without = new Collection('d.rows');
    for (const row of rows) without.insert(row);
    const sortedBy = (collection: Collection) =>
      collection.select({ query, sort: order }).map((row) => Object.keys(sort).map((field) => row[field]));
    expect(sortedBy(byTownAndTime)).toEqual(sortedBy(without));
  });

  it('keeps the order of everything while values come and go, and documents without one', () => {
    const collection = collectionWith({ town: 1, at: -1 }, rows);
    const everything = { query: compileQuery({}), sort: parseOrder({ town: 1, at: -1, _id: 1 }, 'sort by') };
    const towns = () => [...new Set(collection.select(everything).map(({ town }) => town))];
    expect(towns()).toEqual(['t0', 't1', 't2', 't3']);
    collection.insert({ _id: 100, at: 1 });
    collection.insert({ _id: 101, town: 't15', at: 1 });
    expect(towns()).toEqual([undefined, 't0', 't1', 't15', 't2', 't3']);
    for (const row of rows) if (row.town === 't2') collection.remove(row);
    expect(towns()).toEqual([undefined, 't0', 't1', 't15', 't3']);
  });

  it('passes over a field of the index that the filter pins to one value', () => {
    const collection = collectionWith({ town: 1, village: 1, at: 1 }, rows);
    expect(looksAt(collection, { town: 't1', village: 'v5' }, { at: 1, _id: 1 })).toEqual([10, true]);
    expect(looksAt(collection, { town: 't1', village: { $in: ['v1', 'v5'] } }, { at: 1, _id: 1 })).toEqual([10, false]);
  });

  it('does not trust an order in which some document has an array', () => {
    const collection = collectionWith({ town: 1, at: 1 }, [...rows, { _id: 99, town: 't1', at: [1, 9] }]);
    expect(looksAt(collection, { town: 't1' }, { at: -1, _id: -1 })).toEqual([11, false]);
    const inFirst = collectionWith({ town: 1, at: 1 }, [...rows, { _id: 99, town: ['t1', 't2'], at: 1 }]);
    expect(looksAt(inFirst, { town: 't1' }, { town: 1, at: 1 })).toEqual([11, false]);
    expect(looksAt(inFirst, { town: 't1' }, { at: 1 })).toEqual([11, true]);
  });

  it('keeps a bucket in order instead of sorting it again after each write', () => {
    let looks = 0;
    const row = (id: number, at: number): Document => ({
      _id: id,
      town: 't',
      // A document compares by what is in it, and the index keeps the very one it was given.
      at: {
        get n() {
          looks++;
          return at;
        },
      },
    });
    const collection = collectionWith(
      { town: 1, at: 1 },
      Array.from({ length: 20_000 }, (_, n) => row(n, (n * 7_919) % 20_000)),
    );
    const selection = { query: compileQuery({ town: 't' }), sort: parseOrder({ at: 1, _id: 1 }, 'sort by'), limit: 50 };
    expect(
      collection
        .select(selection)
        .map(({ _id }) => _id)
        .slice(0, 2),
    ).toEqual([0, 17_679]);
    looks = 0;
    for (let n = 1; n <= 200; n++) {
      collection.insert(row(30_000 + n, -n));
      expect(collection.select(selection)[0]?._id).toBe(30_000 + n);
    }
    // Sorting 20,000 documents once takes half a million looks.
    expect(looks).toBeLessThan(200 * 100);
  });
});
