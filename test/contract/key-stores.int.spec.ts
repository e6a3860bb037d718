import type { OpenedKeys } from './key-stores-under-test.js';
import { mongoKeys, sqliteKeys } from './key-stores-under-test.js';
import { keyStoreCases } from './key-store.contract.js';

const mongo = process.env['MONGO_URL'] ? 'on the server of MONGO_URL' : 'embedded';
if (!process.env['MONGO_URL'])
  process.stderr.write('NOT RUN (MONGO_URL unset): key store conformance on a real server\n');

const kinds: readonly (readonly [string, () => Promise<OpenedKeys>])[] = [
  ['in SQLite', sqliteKeys],
  [`in MongoDB, ${mongo}`, mongoKeys],
];

describe.each(kinds)('the key store %s', (_, open) => {
  let keys: OpenedKeys;

  beforeAll(async () => {
    keys = await open();
  });
  afterAll(() => keys.close());

  for (const [index, { name, run }] of keyStoreCases.entries()) {
    it(name, () => run(keys, (subject) => `${index}-${subject}`));
  }
});
