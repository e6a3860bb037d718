import { Collection } from './collection.js';
import { compileQuery } from './query.js';
import { compileUpdate } from './updates.js';
import type { Document } from './values.js';

/** Freezes a document all the way down, so that changing it throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}

describe('a stored document', () => {
  const before = frozen({
    _id: 1,
    n: 1,
    list: [1, 2, { deep: 'x' }],
    inner: { a: { b: 1 }, other: { c: 1 } },
    gone: true,
  });

  const updates: readonly Document[] = [
    { $set: { n: 2, 'inner.a.b': 2, 'list.2.deep': 'y', 'list.5': 1 } },
    { $unset: { gone: '', 'inner.a.b': '', 'list.0': '' } },
    { $inc: { n: 1, 'inner.a.b': 1, fresh: 1 } },
    { $max: { n: 5 }, $min: { 'inner.a.b': 0 } },
    { $push: { list: { $each: [3, 4] } } },
    { $addToSet: { list: { $each: [1, 9] }, other: 1 } },
    { $pull: { list: { deep: 'x' } } },
    { list: [], replaced: true },
  ];
  it.each(updates)('is not changed by %j but replaced', (update) => {
    const after = compileUpdate(frozen(update)).apply(before, false);
    expect(after).not.toBe(before);
    expect(after).not.toEqual(before);
    expect(after._id).toBe(1);
  });

  it('shares with the next one what did not change', () => {
    const after = compileUpdate({ $set: { 'inner.a.b': 2 } }).apply(before, false);
    expect((after.inner as Document).other).toBe(before.inner.other);
    expect(after.list).toBe(before.list);
  });

  it('stays in a result that was selected before', () => {
    const collection = new Collection('d.rows');
    collection.insert(before);
    const [selected] = collection.select({ query: compileQuery({}) });
    collection.replace(before, { _id: 1, n: 2 });
    expect(selected).toEqual(before);
    expect(collection.select({ query: compileQuery({ _id: 1 }) })).toEqual([{ _id: 1, n: 2 }]);
  });
});

describe('fields that are set', () => {
  const rows = (): Collection => {
    const collection = new Collection('d.rows');
    collection.createIndexes([{ name: 'by-n', key: { n: 1 }, unique: true }]);
    for (const n of [1, 2, 3]) collection.insert({ _id: n, n, constructor: 'own' });
    return collection;
  };
  const of = (filter: Document, limit = 0) => ({ query: compileQuery(filter), limit });

  it('count where they were different, and are found by their index', () => {
    const collection = rows();
    expect(collection.set(of({ n: { $lte: 2 } }), { town: 'x' })).toEqual({ matched: 2, modified: 2 });
    expect(collection.set(of({}, 1), { n: 9 })).toEqual({ matched: 1, modified: 1 });
    expect(collection.set(of({ _id: 4 }), { n: 4 })).toEqual({ matched: 0, modified: 0 });
    expect(collection.select(of({ n: 9 }))).toEqual([{ _id: 1, n: 9, constructor: 'own', town: 'x' }]);
    expect(collection.select(of({ n: 1 }))).toEqual([]);
    expect(collection.select(of({ town: 'x', n: 2 }))).toEqual([{ _id: 2, n: 2, constructor: 'own', town: 'x' }]);
  });

  it('write nothing where they stand already, and null where nothing stands', () => {
    const collection = rows();
    collection.set(of({ _id: 1 }), { town: null });
    expect(collection.set(of({}), { town: null })).toEqual({ matched: 3, modified: 2 });
    expect(collection.set(of({}), { town: null, constructor: 'own' })).toEqual({ matched: 3, modified: 0 });
    expect(collection.set(of({ _id: 1 }), { toString: 'own' })).toEqual({ matched: 1, modified: 1 });
  });

  it('are refused by a unique index, and by the size of a document', () => {
    const collection = rows();
    expect(() => collection.set(of({ _id: 1 }), { n: 2 })).toThrow('duplicate key');
    expect(() => collection.set(of({ _id: 1 }), { text: 'a'.repeat(16 * 1024 * 1024) })).toThrow('bytes, more than');
    expect(collection.select(of({ _id: 1 }))).toEqual([{ _id: 1, n: 1, constructor: 'own' }]);
  });

  it.each([
    [{ $set: { b: 1, a: { c: 2 } } }, ['a', 'b']],
    [{ $set: { 'a.b': 1 } }, undefined],
    [{ $set: { _id: 1, a: 1 } }, undefined],
    [{ $set: { a: 1 }, $inc: { b: 1 } }, undefined],
    [{ a: 1 }, undefined],
  ])('are all that %j does, or not all', (update, names) => {
    const { sets } = compileUpdate(update);
    expect(sets && Object.keys(sets)).toEqual(names);
  });
});
