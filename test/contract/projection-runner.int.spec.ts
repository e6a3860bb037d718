import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { LiveViews } from '../../src/platform/read-store/live-views.js';
import { waitForPosition } from '../../src/platform/read-store/wait-for-position.js';
import { ProjectionRunner } from '../../src/platform/projections/projection-runner.js';
import { visitCounts } from '../support/counted-visits.js';
import { LogWriter, left, registered, visited } from '../support/log-of.js';
import { MemoryEventStore } from '../support/memory-event-store.js';
import type { TestReadStore } from '../support/test-read-store.js';
import { openTestReadStore } from '../support/test-read-store.js';

let server: TestReadStore;
let readStore: ReadStore;
let store: MemoryEventStore;
let log: LogWriter;
const running: ProjectionRunner[] = [];

beforeAll(async () => {
  server = await openTestReadStore();
  readStore = await server.connect();
});

beforeEach(async () => {
  await readStore.db.dropDatabase();
  store = new MemoryEventStore(3);
  log = new LogWriter(store);
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((runner) => runner.stop()));
  await store.close();
});

afterAll(() => server.close());

async function start(projections = [visitCounts()], options: { batchSize?: number; sweepEvery?: number } = {}) {
  const runner = new ProjectionRunner({ store, readStore, projections, ...options });
  running.push(runner);
  await runner.start();
  return runner;
}

async function rows() {
  const view = await new LiveViews(readStore).of(visitCounts());
  return (await view.find({}, { sort: { _id: 1 } })).map(({ _id, visits, position }) => [_id, visits, position]);
}

test('facts already in the log are poured at the start, later ones follow', async () => {
  await log.write(registered('a'), visited('a'), visited('b'));
  const views = new LiveViews(readStore);
  await start();
  expect(await rows()).toEqual([['a', 1, 6], ['b', 1, 9]]);
  const position = await log.write(visited('a'));
  await waitForPosition(views, ['visit-counts'], position);
  expect(await rows()).toEqual([['a', 2, 12], ['b', 1, 9]]);
});

test('after a stop the view goes on from its checkpoint', async () => {
  await log.write(visited('a'));
  const first = await start();
  await first.stop();
  const position = await log.write(visited('a'), left('a'), visited('b'));
  const second = await start();
  expect(await rows()).toEqual([['b', 1, 12]]);
  expect(second.status()).toEqual([
    { name: 'visit-counts', version: 1, watermark: position, head: position, parked: 0, deadLetters: 0, state: 'live', error: undefined },
  ]);
});
