import { join } from 'node:path';
import { tempFolder } from '../support/temp-folder.js';
import { casesFor, eventStoreCases } from './event-store.contract.js';
import { DoubleUnderTest, ServerUnderTest } from './eventstoredb-under-test.js';

const doubles = [
  ['a double of 23.10, its log on disk', { profile: '23.10', onDisk: true }],
  ['a double of 24, its log in memory', { profile: '24', onDisk: false }],
] as const;

describe.each(doubles)('the EventStoreDB adapter on %s', (_, { profile, onDisk }) => {
  let under: DoubleUnderTest;
  beforeAll(async () => {
    const file = onDisk ? join((await tempFolder({ memory: true })).path, 'log.jsonl') : undefined;
    under = new DoubleUnderTest({ profile, file });
  });
  afterAll(() => under.close());

  it.each(eventStoreCases.map((one) => [one.name, one] as const))('%s', (_name, one) => one.run(under));
});

it('the adapter goes through every case of the contract', () => {
  expect(casesFor(new DoubleUnderTest({}))).toEqual(eventStoreCases);
});

const url = process.env['ESDB_URL'];

describe('the EventStoreDB adapter on a real server', () => {
  if (!url) {
    it('is not examined without ESDB_URL', () => {
      process.stderr.write('NOT RUN (ESDB_URL unset): event-store contract on a real server\n');
    });
    return;
  }

  const under = new ServerUnderTest(url);
  afterAll(() => under.close());

  it.each(casesFor(under).map((one) => [one.name, one] as const))('%s', (_name, one) => one.run(under));
});
