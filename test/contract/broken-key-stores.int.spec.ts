import type { InstallationKeys } from '../../src/platform/sealing/key-store.port.js';
import type { BrokenKeyStore } from './broken-key-stores.js';
import { brokenKeyStores } from './broken-key-stores.js';
import { keyStoreCases } from './key-store.contract.js';
import type { OpenedKeys } from './key-stores-under-test.js';
import { mongoKeys } from './key-stores-under-test.js';

/** Every fault with exactly the cases it makes fail, in the order of the contract. */
const bites: Readonly<Record<string, readonly string[]>> = {
  'remembers the keys it has found': [
    'sees at the next look-up that another process destroyed a key, and one that it made',
  ],
  'uses the key it made itself although another process was quicker': [
    'gives each subject a key of its own, the same at every call and after a restart',
    'gives one key to 64 callers who ask for one new subject at once, at two processes',
    'sees at the next look-up that another process destroyed a key, and one that it made',
    'refuses another key-encryption key, and one of another length, and changes nothing',
    'answers whoever has asked before it is closed, and nobody afterwards',
  ],
  'destroys nothing': [
    'leaves a marker where a key was destroyed: never another key, also after a restart, however often',
    'refuses only the caller whose subject was erased while others ask at the same time',
    'erases a subject whose key other callers are just asking for, once and for all of them',
    'sees at the next look-up that another process destroyed a key, and one that it made',
  ],
  'destroys only keys that are there': [
    'leaves a marker where a key was destroyed: never another key, also after a restart, however often',
    'refuses only the caller whose subject was erased while others ask at the same time',
    'erases a subject whose key other callers are just asking for, once and for all of them',
  ],
  'gives an erased subject another key': [
    'leaves a marker where a key was destroyed: never another key, also after a restart, however often',
    'refuses only the caller whose subject was erased while others ask at the same time',
    'sees at the next look-up that another process destroyed a key, and one that it made',
    'answers whoever has asked before it is closed, and nobody afterwards',
  ],
  'says of an erased subject that it never had a key': [
    'leaves a marker where a key was destroyed: never another key, also after a restart, however often',
    'erases a subject whose key other callers are just asking for, once and for all of them',
    'sees at the next look-up that another process destroyed a key, and one that it made',
  ],
  'makes a key for whoever only looks': [
    'gives each subject a key of its own, the same at every call and after a restart',
    'makes no key for whoever only looks',
  ],
  'gives the first subject’s key to all': [
    'gives each subject a key of its own, the same at every call and after a restart',
  ],
  'loses what comes behind the first hundred and one of an answer': [
    'makes and finds the keys of a thousand subjects and more in one call',
  ],
  'answers in the order in which the keys were made': [
    'gives each subject a key of its own, the same at every call and after a restart',
    'makes and finds the keys of a thousand subjects and more in one call',
  ],
  'has a look-up root of its own in every process': [
    'has one root of the look-up hashes for every process, of 32 bytes',
  ],
  'answers nobody any more once it is asked to close': [
    'answers whoever has asked before it is closed, and nobody afterwards',
  ],
};

let keys: OpenedKeys;
let round = 0;

beforeAll(async () => {
  keys = await mongoKeys();
});
afterAll(() => keys.close());

async function failingCases({ make }: BrokenKeyStore): Promise<readonly string[]> {
  const open = async (kek?: Buffer): Promise<InstallationKeys> => broken(await keys.open(kek), make);
  const failing: string[] = [];
  for (const { name, run } of keyStoreCases) {
    const subjects = `${++round}`;
    await run({ open }, (subject) => `${subjects}-${subject}`).catch(() => failing.push(name));
  }
  return failing;
}

function broken(sound: InstallationKeys, make: BrokenKeyStore['make']): InstallationKeys {
  return {
    lookUpRoot: sound.lookUpRoot,
    obtain: (subjects) => sound.obtain(subjects),
    find: (subjects) => sound.find(subjects),
    destroy: (subject) => sound.destroy(subject),
    close: () => sound.close(),
    ...make(sound),
  };
}

it('every kind of fault is named here', () => {
  expect(brokenKeyStores.map(({ kind }) => kind)).toEqual(Object.keys(bites));
});

it.each(brokenKeyStores.map((each) => [each.kind, each] as const))(
  'a key store that %s is found out',
  async (kind, each) => {
    expect(await failingCases(each)).toEqual(bites[kind]);
  },
);

it('a sound key store passes through the same hands', async () => {
  expect(await failingCases({ kind: 'sound', make: () => ({}) })).toEqual([]);
});
