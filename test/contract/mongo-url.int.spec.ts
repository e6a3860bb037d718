import type { OpenStore } from './read-store-cases/store-under-test.js';
import { openStore } from './read-store-cases/store-under-test.js';
import { readStoreCases } from './read-store.contract.js';

const url = process.env['MONGO_URL'];

describe('the read store on a real server', () => {
  if (!url) {
    it('is not examined without MONGO_URL', () => {
      process.stderr.write('NOT RUN (MONGO_URL unset): read-store conformance on a real server\n');
    });
    return;
  }

  let store: OpenStore;

  beforeAll(async () => {
    store = await openStore(url);
  });

  afterAll(() => store.close());

  for (const { group, name, run } of readStoreCases) it(`${group}: ${name}`, () => run(store));
});
