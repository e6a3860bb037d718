import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';
import { FaultProxy } from '../support/fault-proxy/fault-proxy.js';

interface Named {
  readonly _id: string;
}

const SILENCE_MS = 200;

let server: EmbeddedMongo;
let proxy: FaultProxy;
let readStore: ReadStore;

beforeEach(async () => {
  server = await startEmbeddedMongo({ worker: false });
  proxy = await FaultProxy.start(Number(new URL(server.url).port));
  readStore = await connectReadStore(proxy.through(server.url), 'network', { silenceMs: SILENCE_MS });
});
afterEach(async () => {
  await proxy.heal();
  await readStore.close();
  await proxy.close();
  await server.close();
});

const houses = () => readStore.db.collection<Named>('houses');
const idsIn = async (): Promise<string[]> => (await houses().find().toArray()).map(({ _id }) => _id);

/** Each is asked while the network is bad, and once more when it is well again. */
const weathers: readonly (readonly [string, () => Promise<void> | void])[] = [
  ['a black hole', () => proxy.swallow()],
  ['a black hole for answers alone', () => proxy.swallow(['down'])],
  ['nobody there any more', () => proxy.refuse()],
];
const questions: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['a read', () => houses().find().toArray()],
  ['a write', () => houses().insertOne({ _id: 'two' })],
  ['a change', () => houses().bulkWrite([{ deleteOne: { filter: { _id: 'three' } } }])],
];
const both = weathers.flatMap(([weather, spoil]) =>
  questions.map(([question, ask]) => [question, weather, spoil, ask] as const),
);

it.each(both)('%s is answered with an error in %s, and as ever when it is over', async (_, __, spoil, ask) => {
  await houses().insertOne({ _id: 'one' });
  await spoil();
  await expect(ask()).rejects.toThrow();
  await proxy.heal();
  expect(await idsIn()).toContain('one');
});

it('one reset in the middle is noticed by nobody who reads', async () => {
  await houses().insertOne({ _id: 'one' });
  const cut = proxy.cutNextAnswer();
  expect(await idsIn()).toEqual(['one']);
  await cut;
});

it('documents arrive whole in small and late packets', async () => {
  proxy.slice(7);
  proxy.slow(3);
  const ids = Array.from({ length: 50 }, (_, n) => `house ${String(n).padStart(2, '0')}`);
  await houses().insertMany(ids.map((_id) => ({ _id })));
  expect(await idsIn()).toEqual(ids);
});
