import { randomBytes } from 'node:crypto';
import type { DataKey, InstallationKeys, KeyStore } from '../../src/platform/sealing/key-store.port.js';
import { KeyStoreUnavailable, SubjectErased, WrongKey } from '../../src/platform/sealing/key-store.port.js';
import { Sealer } from '../../src/platform/sealing/sealer.js';

/** One key store that several processes open. */
export interface KeyStoreUnderTest {
  /** Opens it as a process does, with its own key-encryption key unless another is given. */
  open(keyEncryptionKey?: Buffer): Promise<InstallationKeys>;
}

export interface KeyStoreCase {
  readonly name: string;
  /** `names` makes a subject nobody has used. */
  run(under: KeyStoreUnderTest, names: (name: string) => string): Promise<void>;
}

/** What everybody relies on who seals or opens, whatever keeps the keys. */
export const keyStoreCases: readonly KeyStoreCase[] = [
  {
    name: 'gives each subject a key of its own, the same at every call and after a restart',
    run: async (under, named) => {
      const [a, b, never] = [named('a'), named('b'), named('never')];
      const store = await under.open();
      const first = await store.obtain([a, b, a]);
      expect([...first.keys()]).toEqual([a, b]);
      const [keyA, keyB] = [await keyOf(store, a), await keyOf(store, b)];
      const same = [first.get(a)?.key.equals(keyA.key), first.get(b)?.key.equals(keyB.key), keyA.key.equals(keyB.key)];
      expect(same).toEqual([true, true, false]);
      expect([keyA.subject, keyA.version, keyA.key.symmetricKeySize]).toEqual([a, 1, 32]);
      await store.close();
      const again = await under.open();
      expect((await keyOf(again, a)).key.equals(keyA.key)).toBe(true);
      expect([...(await again.find([b, never, a])).keys()]).toEqual([b, a]);
    },
  },
  {
    name: 'gives one key to 64 callers who ask for one new subject at once, at two processes',
    run: async (under, named) => {
      const stores = [await under.open(), await under.open()];
      const subject = named('household');
      const asked = Array.from({ length: 32 }, () => stores.map((store) => store.obtain([subject]))).flat();
      const keys = (await Promise.all(asked)).map((answer) => answer.get(subject));
      const kept = await keyOf(await under.open(), subject);
      expect(keys.filter((key) => key?.key.equals(kept.key) === true)).toHaveLength(64);
    },
  },
  {
    name: 'makes no key for whoever only looks',
    run: async (under, named) => {
      const store = await under.open();
      expect(await store.find([named('a')])).toEqual(new Map());
      expect(await store.find([named('a')])).toEqual(new Map());
    },
  },
  {
    name: 'makes and finds the keys of a thousand subjects and more in one call',
    run: async (under, named) => {
      const store = await under.open();
      const subjects = Array.from({ length: 1_050 }, (_, index) => named(`subject-${index}`));
      expect([...(await store.obtain(subjects)).keys()]).toEqual(subjects);
      expect([...(await store.find(subjects)).keys()]).toEqual(subjects);
    },
  },
  {
    name: 'leaves a marker where a key was destroyed: never another key, also after a restart, however often',
    run: async (under, named) => {
      const [a, b, none] = [named('a'), named('b'), named('never-had-one')];
      const store = await under.open();
      await store.obtain([a, b]);
      for (const gone of [a, a, none]) await store.destroy(gone);
      for (const gone of [a, none]) {
        await expect(store.obtain([b, gone])).rejects.toThrow(new SubjectErased(gone));
        expect((await store.find([gone])).get(gone)).toBe('destroyed');
      }
      await store.close();
      const again = await under.open();
      await expect(again.obtain([a])).rejects.toMatchObject({ subject: a, rule: 'subject-erased' });
      expect((await keyOf(again, b)).subject).toBe(b);
    },
  },
  {
    name: 'refuses only the caller whose subject was erased while others ask at the same time',
    run: async (under, named) => {
      const store = await under.open();
      await store.destroy(named('gone'));
      const asked = await Promise.allSettled([
        store.obtain([named('new-1')]),
        store.obtain([named('new-2'), named('gone')]),
        store.obtain([named('new-3')]),
      ]);
      expect(asked.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    },
  },
  {
    name: 'erases a subject whose key other callers are just asking for, once and for all of them',
    run: async (under, named) => {
      const [one, two] = [await under.open(), await under.open()];
      for (const subject of Array.from({ length: 8 }, (_, index) => named(`a-${index}`))) {
        await Promise.allSettled([one.obtain([subject]), two.destroy(subject), two.obtain([subject])]);
        for (const store of [one, two]) expect((await store.find([subject])).get(subject)).toBe('destroyed');
      }
    },
  },
  {
    name: 'sees at the next look-up that another process destroyed a key, and one that it made',
    run: async (under, named) => {
      const [one, two] = [await under.open(), await under.open()];
      const [box] = await new Sealer(one).sealAll([{ subject: named('a'), group: 'PI1', plain: '张三' }]);
      if (!box) throw new Error('no box');
      expect(await new Sealer(two).open(box, 'PI1')).toBe('张三');
      await one.destroy(named('a'));
      expect(await new Sealer(two).open(box, 'PI1')).toBe('已依法删除');
      await expect(two.obtain([named('a')])).rejects.toThrow(SubjectErased);
    },
  },
  {
    name: 'has one root of the look-up hashes for every process, of 32 bytes',
    run: async (under) => {
      const roots = [(await under.open()).lookUpRoot, (await under.open()).lookUpRoot];
      expect([roots[0]?.length, roots[0]?.equals(roots[1] ?? Buffer.alloc(0))]).toEqual([32, true]);
    },
  },
  {
    name: 'refuses another key-encryption key, and one of another length, and changes nothing',
    run: async (under, named) => {
      const before = await keyOf(await under.open(), named('a'));
      await expect(under.open(randomBytes(32))).rejects.toThrow(WrongKey);
      await expect(under.open(randomBytes(16))).rejects.toThrow('主密钥须为 32 字节，现为 16 字节');
      expect((await keyOf(await under.open(), named('a'))).key.equals(before.key)).toBe(true);
    },
  },
  {
    name: 'takes no subject that could not be told apart in print',
    run: async (under) => {
      const store = await under.open();
      for (const subject of ['', '张三', 'a b', 'a\u0000', 'a'.repeat(201)]) {
        await expect(store.obtain([subject])).rejects.toThrow(TypeError);
        await expect(store.find([subject])).rejects.toThrow(TypeError);
      }
    },
  },
  {
    name: 'answers whoever has asked before it is closed, and nobody afterwards',
    run: async (under, named) => {
      const store = await under.open();
      const waiting = store.obtain([named('a')]);
      await store.close();
      expect([...(await waiting).keys()]).toEqual([named('a')]);
      await expect(store.find([named('a')])).rejects.toThrow(KeyStoreUnavailable);
      await expect(store.obtain([named('a')])).rejects.toThrow(KeyStoreUnavailable);
      await store.close();
    },
  },
];

async function keyOf(store: KeyStore, subject: string): Promise<DataKey> {
  const key = (await store.obtain([subject])).get(subject);
  if (key === undefined) throw new Error(`no key for ${subject}`);
  return key;
}
