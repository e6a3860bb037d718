import { READ_STORE_CASES } from './read-store.contract.js';
import type { OpenStore } from './read-store-under-test.js';
import { openStore } from './read-store-under-test.js';

const url = process.env.MONGO_URL;

describe('the read store on a real server', () => {
  if (!url) {
    it('is not run without a server', () => {
      process.stderr.write('NOT RUN (MONGO_URL unset): read-store conformance on a real server\n');
    });
    return;
  }

  let store: OpenStore;

  beforeAll(async () => {
    store = await openStore(url);
  });

  afterAll(() => store.close());

  for (const { group, name, run } of READ_STORE_CASES) it(`${group}: ${name}`, () => run(store));
});
