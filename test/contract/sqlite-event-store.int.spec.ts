import { join } from 'node:path';
import { workerWriter } from '../../src/platform/event-store/worker.writer-host.js';
import { tempFolder } from '../support/temp-folder.js';
import { compileLogWorkers } from './compiled-log-worker.js';
import { casesFor, eventStoreCases } from './event-store.contract.js';
import { SqliteUnderTest } from './sqlite-under-test.js';

describe('the embedded event store, its writer in this thread', () => {
  let under: SqliteUnderTest;
  beforeAll(async () => {
    under = new SqliteUnderTest((await tempFolder()).path);
  });
  afterAll(() => under.close());

  it.each(eventStoreCases.map((one) => [one.name, one] as const))('%s', (_, one) => one.run(under));
});

describe('the embedded event store, its writer in a worker thread', () => {
  let under: SqliteUnderTest;
  beforeAll(async () => {
    const compiled = await compileLogWorkers((await tempFolder()).path);
    under = new SqliteUnderTest((await tempFolder()).path, workerWriter(join(compiled, 'sqlite-writer.worker.js')));
  });
  afterAll(() => under.close());

  it.each(eventStoreCases.map((one) => [one.name, one] as const))('%s', (_, one) => one.run(under));
});

it('the embedded store goes through every case of the contract', () => {
  expect(casesFor(new SqliteUnderTest('unused'))).toEqual(eventStoreCases);
});
