import { inCurrentVersion } from '../../src/platform/change/upcast.js';
import { Registry } from '../../src/platform/projections/registry.js';
import { UpcastingEventStore } from '../../src/platform/event-store/upcasting.event-store.js';
import { LogWriter, joined, left, registered, visited } from '../support/log-of.js';
import { NAME, useStage } from '../support/runners.js';
import { visitCounts } from '../support/counted-visits.js';
import { MemoryEventStore } from '../support/memory-event-store.js';
import { pureHash } from '../support/pure-hash.js';
import { Crash, EagerTimer, crashingReadStore, stoppedTimer, wrapped } from '../support/faults.js';
import { waitForPosition } from '../../src/platform/read-store/wait-for-position.js';

const stage = useStage();

/** Pours a view, stops, and lets the caller meddle before the next start; returns why that one rebuilt, if it did. */
async function reasonAfter(
  meddle: () => Promise<unknown> = async () => undefined,
  next: () => Parameters<typeof stage.start>[0] = () => ({}),
): Promise<string | undefined> {
  await stage.log.write(registered('a'), visited('a'), registered('b'), registered('c'), left('c'));
  await (await stage.start()).stop();
  await meddle();
  const reasons: unknown[] = [];
  const options = next();
  const runner = await stage.start({
    ...options,
    log: (_, message, fields) => message === 'rebuilding view' && reasons.push(fields['reason']),
  });
  const [projection] = options?.projections ?? [visitCounts()];
  const log = options?.store ?? stage.store;
  const facts = (await log.readAll(0, { limit: 1000 })).events;
  expect(await runner.hashOf(projection ?? visitCounts())).toBe(pureHash(projection ?? visitCounts(), facts));
  expect(runner.status()).toMatchObject([{ state: 'live', watermark: await log.head() }]);
  return reasons.join() || undefined;
}

test('nothing has changed: nothing is rebuilt', async () => {
  expect(await reasonAfter()).toBeUndefined();
});

test('new facts alone are no reason to rebuild', async () => {
  expect(await reasonAfter(() => stage.log.write(visited('b')))).toBeUndefined();
});

test('another version is rebuilt', async () => {
  expect(await reasonAfter(undefined, () => ({ projections: [visitCounts({ version: 2 })] }))).toBe(
    'version 1 became 2',
  );
});

test('another log is noticed', async () => {
  const other = new MemoryEventStore(3);
  const reason = await reasonAfter(
    () => new LogWriter(other).write(registered('x'), visited('x'), visited('x'), visited('x'), visited('x')),
    () => ({ store: other }),
  );
  expect(reason).toBe('poured from another log');
});

test('a log restored to an earlier state is noticed', async () => {
  const restored = new MemoryEventStore(3);
  const reason = await reasonAfter(
    () => new LogWriter(restored).write(registered('a'), visited('a')),
    () => ({ store: sameLog(restored) }),
  );
  expect(reason).toBe("checkpoint 15 lies beyond the log's end 6");
});

test('a log restored to an earlier state that has grown past the checkpoint is noticed', async () => {
  const restored = new MemoryEventStore(3);
  const reason = await reasonAfter(
    () =>
      new LogWriter(restored).write(
        { ...registered('a'), id: '00000000-0009-7000-8000-000000000001' },
        ...['a', 'b', 'c', 'd', 'e'].map((house, n) => ({
          ...visited(house),
          id: `00000000-0009-7000-8000-00000000001${n}`,
        })),
      ),
    () => ({ store: sameLog(restored) }),
  );
  expect(reason).toBe('the fact at checkpoint 15 is not in this log');
});

test('a type that was passed over and is wanted now forces a rebuild', async () => {
  await stage.log.write({ type: 'Moved', stream: 'household-z', data: { by: 'x' } });
  const types = ['Registered', 'Visited', 'Left', 'Joined', 'Moved'];
  const reason = await reasonAfter(
    async () => expect(await stage.registry()).toMatchObject({ skippedTypes: ['Moved'] }),
    () => ({ projections: [visitCounts({ types })] }),
  );
  expect(reason).toBe('Moved was passed over and is known now');
  expect(await stage.registry()).toMatchObject({ skippedTypes: [] });
});

test('a newer version of a type that was passed over forces a rebuild once the type is handled', async () => {
  const stored = stage.store;
  const store = new UpcastingEventStore(stored, (fact) => inCurrentVersion(fact));
  await stage.log.write(registered('a'), { ...visited('a'), metadata: { schemaVersion: '2' } });
  await (await stage.start({ store })).stop();
  expect(await stage.registry()).toMatchObject({ skippedTypes: ['Visited(v2)'] });
  const reasons: unknown[] = [];
  const newer = new UpcastingEventStore(stored, (fact) =>
    inCurrentVersion(fact, { Visited: [(data: object) => data] }),
  );
  await stage.start({ store: newer, log: (_, message, fields) => reasons.push(message, fields['reason']) });
  expect(reasons).toEqual(['rebuilding view', 'Visited(v2) was passed over and is known now']);
  expect(await stage.rows()).toEqual([['a', 1, 6]]);
});

test('a type passed over while live is remembered too', async () => {
  await stage.start();
  await stage.seen({ type: 'Praised', stream: 'household-z', data: {} }, visited('a'));
  await stage.seen({ type: 'Blamed', stream: 'household-z', data: {} });
  expect(await stage.registry()).toMatchObject({ skippedTypes: ['Blamed', 'Praised'] });
});

test('categories that changed force a rebuild', async () => {
  const reason = await reasonAfter(undefined, () => ({
    projections: [visitCounts({ categories: ['household', 'case'] })],
  }));
  expect(reason).toBe('categories household became case,household');
});

test('F78: an index dropped by hand is noticed', async () => {
  const reason = await reasonAfter(() =>
    stage.readStore.db.command({ dropIndexes: 'visit-counts_v1_1', index: 'by_household' }),
  );
  expect(reason).toBe('index by_household is missing');
  const view = await stage.collection();
  expect((await view.listIndexes().toArray()).map(({ name }) => name as string).sort()).toEqual([
    '_id_',
    'by_household',
    'by_visits',
  ]);
});

test('F78: an index that somebody added is noticed', async () => {
  const meddle = async () => (await stage.collection()).createIndexes([{ key: { last: 1 }, name: 'mine' }]);
  expect(await reasonAfter(meddle)).toBe('index mine is not declared');
});

test('F78: an index that is not as declared is noticed', async () => {
  const next = visitCounts({
    indexes: [
      { name: 'by_household', key: { household: 1 }, unique: true },
      { name: 'by_visits', key: { visits: 1, _id: 1 } },
    ],
  });
  expect(await reasonAfter(undefined, () => ({ projections: [next] }))).toBe('index by_visits is not as declared');
});

test('F78: a second document of one household, put in by hand, is never served', async () => {
  const twice = visitCounts({ indexes: [] });
  await stage.log.write(registered('a'), visited('b'));
  await (await stage.start({ projections: [twice] })).stop();
  const view = await stage.collection();
  const [document] = await view.find({ _id: 'a' }).toArray();
  await view.insertOne({ ...document, _id: 'a-copy' });
  const reasons: unknown[] = [];
  await stage.start({
    projections: [twice],
    log: (_, message, fields) => message === 'rebuilding view' && reasons.push(fields['reason']),
  });
  expect(reasons).toEqual(['2 documents became 3 while nobody ran']);
  expect(await stage.rows(twice)).toEqual([
    ['a', 0, 3],
    ['b', 1, 6],
  ]);
});

test('F78: a copy of a document put in while the runner runs is found at the next start', async () => {
  const twice = visitCounts({ indexes: [] });
  const first = await stage.start({ projections: [twice] });
  await stage.seen(registered('a'), joined('b', 'a'));
  const view = await stage.collection();
  const [document] = await view.find({ _id: 'a' }).toArray();
  await view.insertOne({ ...document, _id: 'a-copy' });
  await first.stop();
  const reasons: unknown[] = [];
  await stage.start({
    projections: [twice],
    log: (_, message, fields) => message === 'rebuilding view' && reasons.push(fields['reason']),
  });
  expect(reasons).toEqual(['document a-copy was not written by the runner']);
  expect(await stage.rows(twice)).toEqual([
    ['a', 1, 6],
    ['b', 1, 6],
  ]);
});

test('a line that broke and came back is no start: documents are not looked through again before the next one', async () => {
  const twice = visitCounts({ indexes: [] });
  let away = false;
  const readStore = crashingReadStore(stage.readStore, {
    step: <T>(_: string, work: () => Promise<T>): Promise<T> =>
      away ? Promise.reject(new Error('connection refused')) : work(),
  });
  const timer = new EagerTimer();
  const reasons: unknown[] = [];
  const log = (_: string, message: string, fields: Readonly<Record<string, unknown>>) =>
    void (message === 'rebuilding view' && reasons.push(fields['reason']));
  const first = await stage.start({ projections: [twice], readStore, timer, log });
  await stage.seen(registered('a'), joined('b', 'a'));
  const view = await stage.collection();
  const [document] = await view.find({ _id: 'a' }).toArray();
  await view.insertOne({ ...document, _id: 'a-copy' });
  away = true;
  const position = await stage.log.write(visited('a'));
  while (timer.pauses.length === 0) await new Promise((resolve) => setImmediate(resolve));
  away = false;
  await waitForPosition(stage.views, [NAME], position);
  expect(reasons.splice(0)).toEqual(['not built yet']);
  await first.stop();
  await stage.start({ projections: [twice], log });
  expect(reasons).toEqual(['document a-copy was not written by the runner']);
});

test('views are looked through, and counted at the end, side by side: nobody waits for the store once for each of them', async () => {
  const projections = ['a', 'b', 'c'].map((name) => visitCounts({ name }));
  await stage.log.write(visited('x'));
  await (await stage.start({ projections })).stop();
  const waves: string[][] = [];
  const wave: { readonly request: string; go(): void }[] = [];
  const readStore = crashingReadStore(stage.readStore, {
    // None is answered before all three have asked.
    step: async <T>(request: string, work: () => Promise<T>): Promise<T> => {
      if (!request.startsWith('countDocuments ')) return work();
      await new Promise<void>((go) => {
        wave.push({ request, go });
        if (wave.length < projections.length) return;
        waves.push(wave.map((one) => one.request).sort());
        wave.splice(0).forEach((one) => one.go());
      });
      return work();
    },
  });
  await (await stage.start({ projections, readStore })).stop();
  const all = ['countDocuments a_v1_1', 'countDocuments b_v1_1', 'countDocuments c_v1_1'];
  expect(waves).toEqual([all, all, all]);
}, 10_000);

test('a document without a position, put in by hand, is noticed even after a crash', async () => {
  const reason = await reasonAfter(async () => {
    await (await stage.collection()).insertOne({ _id: 'stranger', household: 'stranger' });
    await stage.readStore.db
      .collection<{ _id: string }>('_registry')
      .updateOne({ _id: NAME }, { $set: { counted: null } });
  });
  expect(reason).toBe('1 documents were not written by the runner');
});

test('where nobody else can write, documents are not looked through, but another log is still noticed', async () => {
  await stage.log.write(registered('a'), visited('a'));
  await (await stage.start()).stop();
  await (await stage.collection()).insertOne({ _id: 'stranger' });
  const reasons: unknown[] = [];
  const log = (_: string, message: string, fields: Readonly<Record<string, unknown>>) =>
    void (message === 'rebuilding view' && reasons.push(fields['reason']));
  await (await stage.start({ soleWriter: true, log })).stop();
  expect(reasons).toEqual([]);
  const other = new MemoryEventStore(3);
  await new LogWriter(other).write(registered('x'), visited('x'));
  await stage.start({ soleWriter: true, store: other, log });
  expect(reasons).toEqual(['poured from another log']);
});

test.each([
  [true, ['visit-counts_v1_1', 'visit-counts_v2_3']],
  [false, ['visit-counts_v1_1', 'visit-counts_v2_2', 'visit-counts_v2_3']],
])(
  'what a build that was broken off has poured is dropped before the next one if nobody else can be building: %s',
  async (soleWriter, left) => {
    await stage.log.write(registered('a'), visited('a'));
    await (await stage.start()).stop();
    const projection = visitCounts({ version: 2 });
    await new Registry(stage.readStore.db).beginBuilds([projection]);
    await stage.readStore.db.collection('visit-counts_v2_2').insertOne({ half: 'poured' });
    const standing: unknown[] = [];
    const store = wrapped(stage.store, {
      readAll: async (...call) => {
        const names = await stage.readStore.db.listCollections({}, { nameOnly: true }).toArray();
        const builds = await stage.readStore.db.collection<{ _id: string }>('_builds').find({}).toArray();
        const ofView = names.map(({ name }) => name).filter((name) => name.startsWith('visit-counts'));
        standing.push([builds.map(({ _id }) => _id).sort(), ofView.sort()]);
        return stage.store.readAll(...call);
      },
    });
    await stage.start({ soleWriter, store, projections: [projection] });
    expect(standing[0]).toEqual([left, left.filter((name) => !name.endsWith('_3'))]);
  },
);

test('a view that cannot be trusted is kept from its readers until it has been poured again', async () => {
  await stage.log.write(registered('a'), visited('a'));
  await (await stage.start()).stop();
  await (await stage.collection()).insertOne({ _id: 'stranger' });
  const crash = new Crash(1, 'before', (request) => request.startsWith('bulkWrite visit'));
  const second = stage.runner({ readStore: crashingReadStore(stage.readStore, crash), timer: stoppedTimer });
  void second.start();
  await crash.happened;
  await expect(stage.views.of(visitCounts())).rejects.toThrow('正在重建（1 documents were not written by the runner）');
  await second.stop();
  await stage.start();
  expect(await stage.rows()).toEqual([['a', 1, 6]]);
});

/** A log that claims to be the one the view was poured from, as a restored copy does. */
function sameLog(restored: MemoryEventStore) {
  return wrapped(restored, { logId: () => stage.store.logId() });
}
