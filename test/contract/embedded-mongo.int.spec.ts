import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { READ_STORE_CASES } from './read-store.contract.js';
import type { OpenStore } from './read-store-under-test.js';
import { openStore } from './read-store-under-test.js';

describe('the embedded read store', () => {
  let mongo: EmbeddedMongo;
  let store: OpenStore;

  beforeAll(async () => {
    mongo = await startEmbeddedMongo();
    store = await openStore(mongo.url);
  });

  afterAll(async () => {
    await store.close();
    await mongo.close();
  });

  for (const { group, name, run } of READ_STORE_CASES) it(`${group}: ${name}`, () => run(store));
});
