import { entryOf } from './entry-of.js';

describe('looking up an id that came from outside', () => {
  it('finds what was put there and nothing that every object has', () => {
    const record = { a: 1 };
    expect(['a', 'b', 'constructor', 'toString', '__proto__'].map((id) => entryOf(record, id))).toEqual([
      1,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
