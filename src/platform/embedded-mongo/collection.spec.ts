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
