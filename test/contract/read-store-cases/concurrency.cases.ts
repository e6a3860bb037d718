import type { ReadStoreCase } from './store-under-test.js';
import { ids, numbered } from './store-under-test.js';

export const concurrencyCases: readonly ReadStoreCase[] = [
  {
    group: 'many at once',
    name: 'five hundred increments by fifty callers are all counted',
    async run(store) {
      const rows = await store.fresh([{ _id: 1, n: 0 }]);
      const caller = async (): Promise<void> => {
        for (let n = 0; n < 10; n++) await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } });
      };
      await Promise.all(Array.from({ length: 50 }, caller));
      expect(await rows.find().toArray()).toEqual([{ _id: 1, n: 500 }]);
    },
  },

  {
    group: 'many at once',
    name: 'of a hundred upserts of one _id there is one document, and each was counted or refused',
    async run(store) {
      const rows = await store.fresh([{ _id: 'other' }]);
      const attempts = Array.from({ length: 100 }, () =>
        rows.updateOne({ _id: 'k' }, { $inc: { n: 1 } }, { upsert: true }),
      );
      const done = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled').length;
      expect(await rows.find({ _id: 'k' }).toArray()).toEqual([{ _id: 'k', n: done }]);
    },
  },

  {
    group: 'many at once',
    name: 'of twenty guarded replaces of one document exactly one wins',
    async run(store) {
      const rows = await store.fresh([{ _id: 'a', position: 1 }]);
      const attempts = Array.from({ length: 20 }, (_, n) =>
        rows.replaceOne({ _id: 'a', position: 1 }, { position: 2, by: n }),
      );
      const matched = (await Promise.all(attempts)).map((result) => result.matchedCount);
      expect(matched.filter((count) => count === 1).length).toBe(1);
      expect(matched.filter((count) => count === 0).length).toBe(19);
    },
  },

  {
    group: 'many at once',
    name: 'a queue taken by ten callers gives each entry to one of them',
    async run(store) {
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
    },
  },
];
