import { LiveViews } from '../../src/platform/read-store/live-views.js';
import { ViewNotReady } from '../../src/platform/read-store/views.js';
import type { ProjectionRunner } from '../../src/platform/projections/projection-runner.js';
import { waitForPosition } from '../../src/platform/read-store/wait-for-position.js';
import { visitCounts } from '../support/counted-visits.js';
import { crashingReadStore, wrapped } from '../support/faults.js';
import { joined, left, visited } from '../support/log-of.js';
import { pureHash } from '../support/pure-hash.js';
import { NAME, useStage } from '../support/runners.js';

const stage = useStage();
const HOUSES = Array.from({ length: 40 }, (_, n) => `h${String(n).padStart(2, '0')}`);

async function someFacts(rounds = 3): Promise<void> {
  for (let n = 0; n < rounds; n++) for (const house of HOUSES) await stage.log.write(visited(house));
}

/** Reads the whole view over and over until `done`; returns the different things it saw. */
async function readWhile(done: Promise<unknown>, version: number): Promise<{ reads: number; seen: Set<string> }> {
  const seen = new Set<string>();
  let reads = 0;
  let going = true;
  void done.finally(() => (going = false));
  while (going) {
    try {
      const view = await stage.views.of(visitCounts({ version }));
      const documents = await view.find({}, { sort: { _id: 1 } });
      seen.add(`${documents.length} documents, ${documents.filter(({ visits }) => visits < 3).length} unfinished`);
    } catch (error) {
      if (!(error instanceof ViewNotReady)) throw error;
      seen.add('not ready');
    }
    reads++;
  }
  return { reads, seen };
}

test('a rebuild under reads: every answer is whole, the watermark never goes back, writes go on', async () => {
  await someFacts();
  const runner = await stage.start();
  const watermarks: number[] = [];
  const rebuilding = (async () => {
    for (let n = 0; n < 5; n++) await runner.rebuild(NAME);
  })();
  const reading = readWhile(rebuilding, 1);
  let going = true;
  void rebuilding.finally(() => (going = false));
  while (going) {
    await stage.log.write(visited('h00'), joined('h01', 'h02'));
    watermarks.push(await stage.views.position(NAME));
  }
  await rebuilding;
  expect([...(await reading).seen]).toEqual(['40 documents, 0 unfinished']);
  expect(watermarks).toEqual([...watermarks].sort((a, b) => a - b));
  await stage.seen(visited('h00'));
  expect(await runner.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
});

test('a new version takes the place of the old one in one step; whoever reads the old one goes on reading it', async () => {
  await someFacts();
  await (await stage.start()).stop();
  const next = stage.runner({ projections: [visitCounts({ version: 2 })] });
  const starting = next.start();
  const [old, fresh] = await Promise.all([readWhile(starting, 1), readWhile(starting, 2)]);
  const whole = ['40 documents, 0 unfinished', 'not ready'];
  expect([...old.seen].filter((answer) => !whole.includes(answer))).toEqual([]);
  expect([...fresh.seen].filter((answer) => !whole.includes(answer))).toEqual([]);
  expect(old.seen.has('40 documents, 0 unfinished')).toBe(true);
  expect(await (await stage.views.of(visitCounts({ version: 1 }))).count({})).toBe(40);
  expect(await stage.registry()).toMatchObject({ version: 2, epoch: 2, active: 'visit-counts_v2_2' });
});

test('a running release leaves the build of a newer one alone', async () => {
  await someFacts(1);
  const older = await stage.start();
  await stage.start({ projections: [visitCounts({ version: 2 })] });
  const position = await stage.log.write(visited('h00'));
  await until(older, 'failed');
  await waitForPosition(new LiveViews(stage.readStore, [visitCounts({ version: 2 })]), [NAME], position);
  expect(older.status()).toMatchObject([
    { error: expect.stringContaining('another release has put version 2 in place') },
  ]);
  expect(await stage.registry()).toMatchObject({ version: 2, epoch: 2 });
});

test('a runner whose view another one has rebuilt goes on with the new build', async () => {
  await someFacts(1);
  const first = await stage.start();
  const second = await stage.start();
  await first.rebuild(NAME);
  await first.stop();
  for (let n = 0; n < 5; n++) await stage.seen(visited('h01'), left('h02'));
  await until(second, 'live');
  expect(await second.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
  expect(await stage.registry()).toMatchObject({ active: 'visit-counts_v1_2', epoch: 2 });
});

test('of two builds made at the same time only one is put in place', async () => {
  await someFacts(1);
  let letGo: () => void = () => undefined;
  let arrived: () => void = () => undefined;
  const atTheFlip = new Promise<void>((resolve) => (arrived = resolve));
  const hold = new Promise<void>((resolve) => (letGo = resolve));
  const slow = crashingReadStore(stage.readStore, {
    step: async <T>(request: string, work: () => Promise<T>): Promise<T> => {
      if (request === 'updateOne _registry') arrived();
      if (request === 'updateOne _registry') await hold;
      return work();
    },
  });
  const late = stage.runner({ readStore: slow });
  const starting = late.start();
  await atTheFlip;
  await stage.start();
  letGo();
  await starting;
  expect(await stage.registry()).toMatchObject({ active: 'visit-counts_v1_2', epoch: 1, previous: null });
  expect(await sizes()).toEqual([0, 40, 0]);
  await stage.seen(visited('h00'));
  await until(late, 'live');
  expect(await late.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
});

test('a rebuild that the read store does not give back as written leaves the view as it was', async () => {
  await someFacts(1);
  const meddling = crashingReadStore(stage.readStore, {
    step: async <T>(request: string, work: () => Promise<T>): Promise<T> => {
      if (request === 'createIndexes visit-counts_v1_2')
        await stage.readStore.db
          .collection('visit-counts_v1_2')
          .updateOne({ household: 'h05' }, { $set: { visits: 9 } });
      return work();
    },
  });
  const runner = await stage.start({ readStore: meddling });
  await expect(runner.rebuild(NAME)).rejects.toThrow(
    'visit-counts_v1_2: 1 of 40 documents read back are not what was written',
  );
  expect(await stage.registry()).toMatchObject({ active: 'visit-counts_v1_1', epoch: 1, previous: null });
  expect(await sizes()).toEqual([40, 0, 0]);
  await stage.seen(visited('h05'));
  expect(await runner.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
});

test('facts that come in while a build catches up are in it when it is read', async () => {
  await someFacts(1);
  let late = 0;
  const store = wrapped(stage.store, {
    readAll: async (...args) => {
      const page = await stage.store.readAll(...args);
      if (late > 0 && late-- > 0) await stage.seen(visited('late'));
      return page;
    },
  });
  const runner = await stage.start({ store });
  // As often as the rebuild reads before the lane stands still; the last one is found only then.
  late = 6;
  await runner.rebuild(NAME);
  expect(late).toBeLessThanOrEqual(0);
  expect(await runner.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
  expect(await stage.registry()).toMatchObject({ active: 'visit-counts_v1_2', position: await stage.store.head() });
});

test('the build before stays, in memory until the next start; older ones go at once', async () => {
  await someFacts(1);
  const runner = await stage.start();
  await runner.rebuild(NAME);
  await runner.rebuild(NAME);
  expect(await stage.registry()).toMatchObject({
    active: 'visit-counts_v1_3',
    previous: { active: 'visit-counts_v1_2' },
  });
  expect(await sizes()).toEqual([0, 40, 40]);
  await runner.stop();
  await (await stage.start()).stop();
  expect(await sizes()).toEqual([0, 40, 40]);
  await stage.start({ soleWriter: true });
  expect(await stage.registry()).toMatchObject({ active: 'visit-counts_v1_3', previous: null });
  expect(await sizes()).toEqual([0, 0, 40]);
});

test('many views are poured in one reading of the log', async () => {
  await someFacts(2);
  let reads = 0;
  const readAll = stage.store.readAll.bind(stage.store);
  stage.store.readAll = (...args) => (reads++, readAll(...args));
  const projections = Array.from({ length: 10 }, (_, n) => visitCounts({ name: `counts-${n}` }));
  const runner = await stage.start({ projections });
  const hashes = await Promise.all(projections.map((projection) => runner.hashOf(projection)));
  expect(new Set(hashes)).toEqual(new Set([pureHash(visitCounts(), await stage.facts())]));
  expect(reads).toBeLessThan(10);
});

async function sizes(): Promise<number[]> {
  const counts = [1, 2, 3].map((n) => stage.readStore.db.collection(`visit-counts_v1_${n}`).countDocuments({}));
  return Promise.all(counts);
}

async function until(runner: ProjectionRunner, state: string): Promise<void> {
  while (runner.status()[0]?.state !== state) await new Promise((resolve) => setImmediate(resolve));
}
