import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { EvidenceStore } from '../../src/platform/evidence/evidence-store.port.js';
import { evidenceCollections } from '../../src/platform/evidence/mongo.evidence-collections.js';
import { FRAME_BYTES } from '../../src/platform/evidence/sealed-frames.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { evidenceCases } from './evidence-store.contract.js';
import { mongoEvidence } from './evidence-stores-under-test.js';

type Make = (sound: EvidenceStore, beside: ReadStore) => Partial<EvidenceStore>;

const [EXACT, NEVER, UPLOADS, REFUSED, AT_ONCE, ERASED, MEANWHILE] = evidenceCases.map(({ name }) => name);

/** Every fault with exactly the cases it makes fail, in the order of the contract. */
const faults: readonly (readonly [kind: string, make: Make, bites: readonly (string | undefined)[]])[] = [
  ['sound', () => ({}), []],
  [
    'knows only what it was sent itself',
    (sound) => {
      const own = new Set<string>();
      return {
        put: async (stream, meta) => {
          const stored = await sound.put(stream, meta);
          own.add(stored.sha256);
          return stored;
        },
        open: async (sha256) => (own.has(sha256) ? sound.open(sha256) : undefined),
      };
    },
    [EXACT, ERASED],
  ],
  [
    'loses what comes behind the first frame',
    (sound) => ({
      open: async (sha256) => {
        const opened = await sound.open(sha256);
        if (!opened) return undefined;
        return { ...opened, stream: Readable.from([(await buffer(opened.stream)).subarray(0, FRAME_BYTES)]) };
      },
    }),
    [EXACT, AT_ONCE],
  ],
  ['takes a hash in whatever letters', (sound) => ({ open: (sha256) => sound.open(sha256.toLowerCase()) }), [NEVER]],
  [
    'remembers only the last upload of a content',
    (sound) => ({
      stat: async (sha256) => {
        const found = await sound.stat(sha256);
        return found && { ...found, uploads: found.uploads.slice(-1) };
      },
    }),
    [UPLOADS, AT_ONCE],
  ],
  [
    'tells uploads backwards',
    (sound) => ({
      stat: async (sha256) => {
        const found = await sound.stat(sha256);
        return found && { ...found, uploads: [...found.uploads].reverse() };
      },
    }),
    [UPLOADS],
  ],
  [
    'leaves behind what was refused',
    (sound, { db }) => ({
      put: async (stream, meta) => {
        try {
          return await sound.put(stream, meta);
        } catch (error) {
          const since = '2026-09-10T01:00:00.000Z';
          await evidenceCollections(db).loose.insertOne({ _id: `left-${Math.random()}`, since });
          throw error;
        }
      },
    }),
    [REFUSED, ERASED, MEANWHILE],
  ],
  ['erases nothing', () => ({ erase: async () => undefined }), [ERASED, MEANWHILE]],
  [
    'forgets that it erased',
    (sound) => ({ isErased: async () => false, open: (sha256) => sound.open(sha256) }),
    [ERASED],
  ],
];

it.each(faults)('the cases tell an evidence store by its fault: %s', async (_, make, bites) => {
  const evidence = await mongoEvidence();
  const failing: string[] = [];
  for (const { name, run } of evidenceCases) {
    const open = async (): Promise<EvidenceStore> => {
      const sound = await evidence.open();
      return { ...bound(sound), ...make(sound, evidence.beside) };
    };
    await run({ open, names: evidence.names }).catch(() => failing.push(name));
  }
  await evidence.close();
  expect(failing).toEqual(bites);
});

function bound(sound: EvidenceStore): EvidenceStore {
  return {
    put: (stream, meta) => sound.put(stream, meta),
    open: (sha256) => sound.open(sha256),
    stat: (sha256) => sound.stat(sha256),
    isErased: (sha256) => sound.isErased(sha256),
    erase: (sha256) => sound.erase(sha256),
  };
}
