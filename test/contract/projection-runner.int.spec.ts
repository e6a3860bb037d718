import type { Page } from '../../src/platform/event-store/event-store.port.js';
import type { Timer } from '../../src/platform/read-store/timer.js';
import { ViewBehind, waitForPosition } from '../../src/platform/read-store/wait-for-position.js';
import { visitCounts } from '../support/counted-visits.js';
import { Crash, EagerTimer, crashingReadStore, meddlingEventStore, stoppedTimer } from '../support/faults.js';
import { joined, left, registered, visited } from '../support/log-of.js';
import { pureHash } from '../support/pure-hash.js';
import { NAME, useStage } from '../support/runners.js';

const stage = useStage();

test('facts already in the log are poured at the start, later ones follow', async () => {
  await stage.log.write(registered('a'), visited('a'), visited('b'));
  await stage.start();
  expect(await stage.rows()).toEqual([
    ['a', 1, 6],
    ['b', 1, 9],
  ]);
  const position = await stage.log.write(visited('a'));
  await waitForPosition(stage.views, [NAME], position);
  expect(await stage.rows()).toEqual([
    ['a', 2, 12],
    ['b', 1, 9],
  ]);
});

test('after a stop the view goes on from its checkpoint', async () => {
  await stage.log.write(visited('a'));
  await (await stage.start()).stop();
  const position = await stage.log.write(visited('a'), left('a'), visited('b'));
  const second = await stage.start();
  expect(await stage.rows()).toEqual([['b', 1, 12]]);
  expect(second.status()).toEqual([
    {
      name: NAME,
      version: 1,
      watermark: position,
      head: position,
      parked: 0,
      deadLetters: 0,
      state: 'live',
      error: undefined,
    },
  ]);
});

test('twenty facts, a crash before the checkpoint, twenty-five delivered again: twenty-five are counted', async () => {
  await (await stage.start()).stop();
  const crash = new Crash(1, 'before', (request) => request === 'bulkWrite _registry');
  const first = stage.runner({
    readStore: crashingReadStore(stage.readStore, crash),
    timer: stoppedTimer,
    batchSize: 7,
  });
  await first.start();
  for (let n = 0; n < 20; n++) await stage.log.write(visited('a'), visited('b'));
  await crash.happened;
  await first.stop();
  expect(await stage.views.position(NAME)).toBe(0);
  expect(await stage.stored()).not.toEqual([]);
  for (let n = 0; n < 5; n++) await stage.log.write(visited('b'), visited('a'));
  await stage.start({ batchSize: 50 });
  expect(await stage.rows()).toEqual([
    ['a', 25, 150],
    ['b', 25, 147],
  ]);
});

test('own writes are seen, two hundred times out of two hundred', async () => {
  await stage.start();
  for (let n = 1; n <= 200; n++) {
    const position = await stage.log.write(visited('a'));
    await waitForPosition(stage.views, [NAME], position);
    expect(await stage.rows()).toEqual([['a', n, position]]);
  }
}, 180_000);

test('while views stand still a reader is told so within the time', async () => {
  const runner = await stage.start();
  await runner.stop();
  const position = await stage.log.write(visited('a'));
  const timer = new EagerTimer();
  const waiting = waitForPosition(stage.views, [NAME], position, { timer });
  await expect(waiting).rejects.toEqual(new ViewBehind(NAME, 0, position));
  expect(timer.pauses).toEqual(Array(100).fill(20));
});

test('a document that ended stays ended when its last facts are delivered again', async () => {
  await (await stage.start()).stop();
  const crash = new Crash(1, 'before', (request) => request === 'bulkWrite _registry');
  const first = stage.runner({ readStore: crashingReadStore(stage.readStore, crash), timer: stoppedTimer });
  await first.start();
  await stage.log.write(visited('a'));
  await crash.happened;
  await first.stop();
  const second = new Crash(1, 'after', (request) => request.startsWith('bulkWrite visit'));
  await stage.log.write(left('a'));
  const next = stage.runner({ readStore: crashingReadStore(stage.readStore, second), timer: stoppedTimer });
  void next.start();
  await second.happened;
  await next.stop();
  expect(await stage.stored()).toEqual([{ _id: 'a', position: 6, gone: true, household: 'gone:a' }]);
  await stage.start();
  expect(await stage.rows()).toEqual([]);
});

test('a document stays ended for a runner held up over its first fact, however far others have gone meanwhile', async () => {
  let hold: Promise<void> | undefined;
  let letGo: () => void = () => undefined;
  let heldUp: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (heldUp = resolve));
  const slow = crashingReadStore(stage.readStore, {
    step: async <T>(request: string, work: () => Promise<T>): Promise<T> => {
      if (request.startsWith('bulkWrite visit') && hold) {
        heldUp();
        await hold;
      }
      return work();
    },
  });
  const behind = await stage.start({ readStore: slow });
  hold = new Promise((resolve) => (letGo = resolve));
  await stage.log.write(visited('a'));
  await waiting;
  await stage.start();
  await stage.seen(left('a'));
  for (let n = 0; n < 4; n++) await stage.seen(visited('b'));
  letGo();
  hold = undefined;
  const position = await stage.seen(visited('c'));
  while ((behind.status()[0]?.watermark ?? 0) < position) await new Promise((resolve) => setImmediate(resolve));
  expect(await stage.rows()).toEqual([
    ['b', 4, 18],
    ['c', 1, 21],
  ]);
});

test('several documents may end although the view has a unique index', async () => {
  await stage.log.write(visited('a'), visited('b'), visited('c'));
  await stage.start();
  await stage.seen(left('a'), left('b'));
  expect(await stage.rows()).toEqual([['c', 1, 9]]);
  expect(await stage.views.of(visitCounts()).then((view) => view.count({}))).toBe(1);
});

test('a log that hands out facts in another order is not believed', async () => {
  let meddled = 0;
  const messages: unknown[] = [];
  const reordering = meddlingEventStore(stage.store, (page, hand) =>
    hand(page.events.length > 1 && ++meddled === 1 ? { ...page, events: [...page.events].reverse() } : page),
  );
  await stage.start({ store: reordering, timer: new EagerTimer(), log: (...message) => messages.push(message) });
  await Promise.all([stage.log.write(joined('a', 'b'), visited('a'), left('b'), visited('b'))]);
  await waitForPosition(stage.views, [NAME], await stage.store.head());
  expect(await stage.rows()).toEqual([
    ['a', 2, 6],
    ['b', 1, 12],
  ]);
});

test('pages delivered again and again change nothing', async () => {
  const before: Page[] = [];
  const stuttering = meddlingEventStore(stage.store, async (page, hand) => {
    await hand(page);
    before.push(page);
    for (const again of before) await hand(again);
  });
  const runner = await stage.start({ store: stuttering });
  for (let n = 0; n < 10; n++) await stage.seen(joined('a', 'b'), visited('b'));
  expect(await runner.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
});

test('two runners at once do no harm', async () => {
  await stage.log.write(registered('a'), visited('b'));
  const other = await stage.server.connect();
  await Promise.all([stage.start({ batchSize: 2 }), stage.start({ readStore: other, batchSize: 5 })]);
  const houses = ['a', 'b', 'c', 'd'];
  for (let n = 0; n < 60; n++) {
    const [one = '', two = ''] = [houses[n % 4], houses[(n * 7 + 1) % 4]];
    const position = await stage.log.write(joined(one, two), n % 5 === 0 ? left(two) : visited(two));
    if (n % 10 === 0) await waitForPosition(stage.views, [NAME], position);
  }
  await waitForPosition(stage.views, [NAME], await stage.store.head());
  const [first, second] = stage.running;
  await Promise.all([first?.stop(), second?.stop()]);
  expect(stage.running.flatMap((runner) => runner.status()).map(({ state }) => state)).toEqual(['live', 'live']);
  expect(await first?.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
  const registry = await stage.readStore.db.collection('_registry').find({}).toArray();
  expect(registry.map(({ epoch }) => epoch as number)).toEqual([1]);
});

test('whoever writes second folds again on what stands there', async () => {
  await stage.log.write(visited('a'));
  let hold: Promise<void> | undefined;
  let letGo: () => void = () => undefined;
  const slow = crashingReadStore(stage.readStore, {
    step: async <T>(request: string, work: () => Promise<T>): Promise<T> => {
      if (request.startsWith('bulkWrite visit')) await hold;
      return work();
    },
  });
  const behind = await stage.start({ readStore: slow });
  hold = new Promise((resolve) => (letGo = resolve));
  await stage.log.write(visited('a'), visited('b'));
  const ahead = await stage.start();
  await stage.seen(visited('a'), left('b'), visited('a'));
  letGo();
  hold = undefined;
  const position = await stage.seen(visited('c'));
  while ((behind.status()[0]?.watermark ?? 0) < position) await new Promise((resolve) => setImmediate(resolve));
  expect(await ahead.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
});

test('when the read store is away the runner asks again, with growing pauses, and goes on where it stood', async () => {
  let away = false;
  const timer = new EagerTimer();
  const flaky = crashingReadStore(stage.readStore, {
    step: <T>(_: string, work: () => Promise<T>): Promise<T> =>
      away ? Promise.reject(new Error('connection refused')) : work(),
  });
  const runner = await stage.start({ readStore: flaky, timer });
  away = true;
  const position = await stage.log.write(visited('a'), visited('a'));
  while (timer.pauses.length < 12) await new Promise((resolve) => setImmediate(resolve));
  expect(runner.status()).toMatchObject([{ state: 'failed', watermark: 0, error: 'Error: connection refused' }]);
  away = false;
  await waitForPosition(stage.views, [NAME], position);
  expect(await stage.rows()).toEqual([['a', 2, 6]]);
  expect(runner.status()).toMatchObject([{ state: 'live', error: undefined }]);
  const caps = timer.pauses.map((_, n) => Math.min(1_000, 100 * 2 ** n));
  timer.pauses.forEach((pause, n) => expect(pause).toBeGreaterThanOrEqual((caps[n] ?? 0) / 2));
  timer.pauses.forEach((pause, n) => expect(pause).toBeLessThanOrEqual(caps[n] ?? 0));
});

test('a fact that comes alone is folded at once, those that come soon after it are folded together', async () => {
  const pauses: (() => void)[] = [];
  const asked: number[] = [];
  const timer: Timer = {
    elapsed: () => 0,
    pause: async (milliseconds) => {
      asked.push(milliseconds);
      await new Promise<void>((resolve) => pauses.push(resolve));
    },
  };
  const runner = await stage.start({ timer, gatherMs: 20 });
  await stage.seen(visited('a'));
  const gathered = await stage.log.write(visited('a'), visited('b'), visited('a'));
  expect([asked, runner.status().map(({ watermark }) => watermark)]).toEqual([[20], [3]]);
  pauses.shift()?.();
  await waitForPosition(stage.views, [NAME], gathered);
  while (pauses.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect([asked, await stage.rows()]).toEqual([
    [20, 20],
    [
      ['a', 3, 12],
      ['b', 1, 9],
    ],
  ]);
  pauses.shift()?.();
});
