import { Binary, ObjectId, UUID } from 'mongodb';
import type { ReadStoreCase } from './store-under-test.js';
import { ids, numbered } from './store-under-test.js';

export const valueCases: readonly ReadStoreCase[] = [
  {
    group: 'values',
    name: 'every allowed type comes back as it went',
    async run(store) {
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
    },
  },

  {
    group: 'values',
    name: 'ObjectId, UUID and Binary come back and are found by value',
    async run(store) {
      const rows = await store.fresh();
      const id = new ObjectId();
      const uuid = new UUID();
      await rows.insertOne({ _id: id, uuid, bytes: new Binary(Buffer.from([1, 2, 3])) });
      const found = await rows.findOne({ _id: new ObjectId(id.toHexString()) });
      expect(Buffer.from(found?.bytes.value())).toEqual(Buffer.from([1, 2, 3]));
      expect(await rows.countDocuments({ uuid: new UUID(uuid.toHexString()) })).toBe(1);
      expect(await rows.countDocuments({ uuid: uuid.toHexString() })).toBe(0);
    },
  },

  {
    group: 'values',
    name: 'fields that are undefined are not stored',
    async run(store) {
      const rows = await store.fresh([{ _id: 1, gone: undefined, inner: { gone: undefined } }]);
      expect(await rows.find().toArray()).toEqual([{ _id: 1, inner: {} }]);
      expect(await rows.countDocuments({ gone: { $exists: true } })).toBe(0);
    },
  },

  {
    group: 'values',
    name: 'texts of any script, and half of a surrogate pair as the replacement character',
    async run(store) {
      const rows = await store.fresh();
      const texts = ['宁国市民政局', '𠮷野', 'a\u0000b', '\u202eabc', '\ufeff', 'é', 'e\u0301', '👨‍👩‍👧'];
      await rows.insertMany(texts.map((text, index) => ({ _id: index, text })));
      expect((await rows.find().sort({ _id: 1 }).toArray()).map((row) => row.text)).toEqual(texts);
      expect(ids(await rows.find({ text: 'é' }).toArray())).toEqual([5]);
      await rows.insertOne({ _id: 99, text: 'x\ud800y' });
      expect((await rows.findOne({ _id: 99 }))?.text).toBe('x\ufffdy');
    },
  },

  {
    group: 'values',
    name: 'Chinese field names work in filters, sorts and updates',
    async run(store) {
      const rows = await store.fresh([
        { _id: 1, 村: { 名: '大龙' } },
        { _id: 2, 村: { 名: '霞西' } },
      ]);
      await rows.updateOne({ '村.名': '霞西' }, { $set: { '村.户': 3 } });
      expect(
        await rows
          .find({ '村.户': { $gt: 2 } })
          .sort({ '村.名': -1 })
          .toArray(),
      ).toEqual([{ _id: 2, 村: { 名: '霞西', 户: 3 } }]);
    },
  },

  {
    group: 'values',
    name: 'a document of almost 16 MB is stored, one of more is refused',
    async run(store) {
      const rows = await store.fresh();
      await rows.insertOne({ _id: 1, s: 'x'.repeat(16_000_000) });
      expect((await rows.findOne({ _id: 1 }))?.s.length).toBe(16_000_000);
      await expect(rows.insertOne({ _id: 2, s: 'x'.repeat(17_000_000) })).rejects.toThrow();
      await expect(rows.updateOne({ _id: 1 }, { $set: { t: 'x'.repeat(10_000_000) } })).rejects.toThrow();
      expect(await rows.countDocuments({})).toBe(1);
    },
  },

  {
    group: 'values',
    name: 'sixty documents of one megabyte go in at once',
    async run(store) {
      const rows = await store.fresh();
      await rows.insertMany(numbered(60, () => ({ s: 'x'.repeat(1_000_000) })));
      expect(await rows.countDocuments({})).toBe(60);
      expect(ids(await rows.find({}).sort({ _id: 1 }).toArray())).toEqual(ids(numbered(60)));
    },
  },
];
