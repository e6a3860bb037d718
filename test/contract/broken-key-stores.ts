import { createSecretKey, randomBytes } from 'node:crypto';
import type { DataKey, InstallationKeys } from '../../src/platform/sealing/key-store.port.js';
import { SubjectErased } from '../../src/platform/sealing/key-store.port.js';

type Held = DataKey | 'destroyed';

/** A fault a key store could have; `make` puts it into a sound one as it is opened. */
export interface BrokenKeyStore {
  readonly kind: string;
  make(sound: InstallationKeys): Partial<InstallationKeys>;
}

const ownKey = (subject: string): DataKey => ({ subject, version: 1, key: createSecretKey(randomBytes(32)) });

export const brokenKeyStores: readonly BrokenKeyStore[] = [
  {
    kind: 'remembers the keys it has found',
    make: (sound) => {
      const known = new Map<string, Held>();
      const kept = <Keys extends ReadonlyMap<string, Held>>(keys: Keys): Keys => {
        for (const [subject, key] of keys) known.set(subject, key);
        return keys;
      };
      const remembered = (subjects: readonly string[]) =>
        subjects.every((subject) => known.has(subject))
          ? new Map(subjects.map((subject): [string, Held] => [subject, known.get(subject) ?? 'destroyed']))
          : undefined;
      return {
        find: async (subjects) => remembered(subjects) ?? kept(await sound.find(subjects)),
      };
    },
  },
  {
    kind: 'uses the key it made itself although another process was quicker',
    make: (sound) => ({
      obtain: async (subjects) => {
        const before = await sound.find(subjects);
        const keys = await sound.obtain(subjects);
        return new Map([...keys].map(([subject, key]) => [subject, before.has(subject) ? key : ownKey(subject)]));
      },
    }),
  },
  {
    kind: 'destroys nothing',
    make: () => ({ destroy: async () => undefined }),
  },
  {
    kind: 'destroys only keys that are there',
    make: (sound) => ({
      destroy: async (subject) => {
        if ((await sound.find([subject])).has(subject)) await sound.destroy(subject);
      },
    }),
  },
  {
    kind: 'gives an erased subject another key',
    make: (sound) => ({
      obtain: async (subjects) => {
        const held = await sound.find(subjects);
        const living = subjects.filter((subject) => held.get(subject) !== 'destroyed');
        const keys = await sound.obtain(living);
        return new Map(subjects.map((subject) => [subject, keys.get(subject) ?? ownKey(subject)]));
      },
    }),
  },
  {
    kind: 'says of an erased subject that it never had a key',
    make: (sound) => ({
      find: async (subjects) => new Map([...(await sound.find(subjects))].filter(([, key]) => key !== 'destroyed')),
    }),
  },
  {
    kind: 'makes a key for whoever only looks',
    make: (sound) => ({
      find: async (subjects) => {
        const held = new Map<string, Held>();
        for (const subject of subjects) {
          try {
            for (const [found, key] of await sound.obtain([subject])) held.set(found, key);
          } catch (error) {
            if (!(error instanceof SubjectErased)) throw error;
            held.set(subject, 'destroyed');
          }
        }
        return held;
      },
    }),
  },
  {
    kind: 'gives the first subject’s key to all',
    make: (sound) => ({
      obtain: async (subjects) => {
        const keys = await sound.obtain(subjects);
        const [first] = keys.values();
        return new Map([...keys].map(([subject, key]) => [subject, { ...key, key: (first ?? key).key }]));
      },
    }),
  },
  {
    kind: 'loses what comes behind the first hundred and one of an answer',
    make: (sound) => ({ find: async (subjects) => new Map([...(await sound.find(subjects))].slice(0, 101)) }),
  },
  {
    kind: 'answers in the order in which the keys were made',
    make: (sound) => ({
      find: async (subjects) => new Map([...(await sound.find(subjects))].sort(([a], [b]) => a.localeCompare(b))),
    }),
  },
  {
    kind: 'has a look-up root of its own in every process',
    make: () => ({ lookUpRoot: randomBytes(32) }),
  },
  {
    kind: 'answers nobody any more once it is asked to close',
    make: (sound) => {
      let closing = false;
      return {
        close: async () => {
          closing = true;
          await sound.close();
        },
        obtain: async (subjects) => {
          const keys = await sound.obtain(subjects);
          if (closing) throw new Error('gone');
          return keys;
        },
      };
    },
  },
];
