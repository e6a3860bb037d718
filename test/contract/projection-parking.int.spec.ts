import type { Recorded } from '../../src/platform/fact.js';
import { keyOf, visitCounts } from '../support/counted-visits.js';
import { Crash, crashingReadStore, stoppedTimer } from '../support/faults.js';
import { registered, visited } from '../support/log-of.js';
import { pureHash } from '../support/pure-hash.js';
import { NAME, useStage } from '../support/runners.js';

const stage = useStage();

/** A reducer that trips over visits by "nobody" until it is repaired; its message quotes the payload. */
function tripping() {
  const state = { repaired: false };
  const projection = visitCounts({
    before: (fact) => {
      if (!state.repaired && fact.data['by'] === 'nobody')
        throw new TypeError(`cannot read ${String(fact.data['by'])}`);
    },
  });
  return { state, projection };
}

async function staleness() {
  const view = await stage.views.of(visitCounts());
  return { a: await view.isStale('a'), b: await view.isStale('b') };
}

test('F59: an unreadable fact parks its household alone, later ones queue, a repair catches up in order', async () => {
  const { state, projection } = tripping();
  const other = visitCounts({ name: 'other-counts' });
  const runner = await stage.start({ projections: [projection, other] });
  await stage.seen(visited('a', 'first'), visited('a', 'nobody'), visited('b', 'x'));
  await stage.seen(visited('a', 'third'), visited('b', 'y'), visited('a', 'last'));
  expect(await stage.rows()).toEqual([
    ['a', 1, 3],
    ['b', 2, 15],
  ]);
  expect(await staleness()).toEqual({ a: true, b: false });
  expect(
    runner.status().map(({ state: s, parked, deadLetters, watermark }) => [s, parked, deadLetters, watermark]),
  ).toEqual([
    ['live', 1, 3, 18],
    ['live', 0, 0, 18],
  ]);
  const letters = await runner.deadLetters(NAME);
  expect(letters.map(({ key, position, stream, revision, type }) => [key, position, stream, revision, type])).toEqual([
    ['a', 6, 'household-a', 1, 'Visited'],
    ['a', 12, 'household-a', 2, 'Visited'],
    ['a', 18, 'household-a', 3, 'Visited'],
  ]);
  expect(letters[0]?.reason).toMatch(/^TypeError at .*\(counted-visits\.ts:\d+:\d+\)$|^TypeError at .*parking.*$/);
  expect(JSON.stringify(letters)).not.toContain('nobody');
  expect(letters[1]?.reason).toBe('waits behind an earlier fact');

  expect(await runner.retryParked(NAME, 'a')).toBe(false);
  expect(await staleness()).toEqual({ a: true, b: false });
  state.repaired = true;
  expect(await runner.retryParked(NAME, 'a')).toBe(true);
  expect(await staleness()).toEqual({ a: false, b: false });
  expect(runner.status()[0]).toMatchObject({ parked: 0, deadLetters: 0 });
  await stage.seen(visited('a', 'after'));
  expect(await runner.hashOf(projection)).toBe(pureHash(visitCounts(), await stage.facts()));
});

test('a retry that meets a second unreadable fact keeps what it could fold and waits there', async () => {
  const broken = new Set([6, 12]);
  const projection = visitCounts({
    before: (fact) => {
      if (broken.has(fact.position)) throw new RangeError('broken');
    },
  });
  const runner = await stage.start({ projections: [projection] });
  await stage.seen(visited('a'), visited('a'), visited('a'), visited('a'), visited('a'));
  expect(await stage.rows()).toEqual([['a', 1, 3]]);
  broken.delete(6);
  expect(await runner.retryParked(NAME, 'a')).toBe(false);
  expect(await stage.rows()).toEqual([['a', 3, 9]]);
  const letters = await runner.deadLetters(NAME);
  expect(letters.map(({ position, reason }) => [position, reason.slice(0, 10)])).toEqual([
    [12, 'RangeError'],
    [15, 'waits behi'],
  ]);
  broken.clear();
  expect(await runner.retryParked(NAME, 'a')).toBe(true);
  expect(await stage.rows()).toEqual([['a', 5, 15]]);
});

test('facts behind a parked one are not lost in a crash and not noted twice', async () => {
  const { projection } = tripping();
  await (await stage.start({ projections: [projection] })).stop();
  const crash = new Crash(1, 'before', (request) => request === 'bulkWrite _registry');
  const first = stage.runner({
    projections: [projection],
    readStore: crashingReadStore(stage.readStore, crash),
    timer: stoppedTimer,
  });
  await first.start();
  await stage.log.write(visited('a'), visited('a', 'nobody'), visited('a'));
  await crash.happened;
  await first.stop();
  const second = await stage.start({ projections: [projection] });
  expect(await stage.rows()).toEqual([['a', 1, 3]]);
  expect((await second.deadLetters(NAME)).map(({ position }) => position)).toEqual([6, 9]);
  expect(second.status()).toMatchObject([{ parked: 1, deadLetters: 2 }]);
});

test('a restart with the repaired program catches up by itself', async () => {
  const { projection, state } = tripping();
  const first = await stage.start({ projections: [projection] });
  await stage.seen(visited('a', 'nobody'), visited('a'), visited('b'));
  await first.stop();
  state.repaired = true;
  const second = await stage.start({ projections: [projection] });
  expect(await stage.rows()).toEqual([
    ['a', 2, 6],
    ['b', 1, 9],
  ]);
  expect(second.status()).toMatchObject([{ parked: 0, deadLetters: 0, state: 'live' }]);
});

test('a build at start parks as the live view does, to the same content', async () => {
  const { projection } = tripping();
  const runner = await stage.start({ projections: [projection] });
  await stage.seen(visited('a'), visited('a', 'nobody'), visited('b'), visited('a'));
  const live = await runner.hashOf(projection);
  const letters = (await runner.deadLetters(NAME)).map(({ key, position, reason }) => [key, position, reason]);
  await runner.stop();
  await stage.readStore.db.dropDatabase();
  const again = await stage.start({ projections: [projection] });
  expect(await again.hashOf(projection)).toBe(live);
  expect((await again.deadLetters(NAME)).map(({ key, position, reason }) => [key, position, reason])).toEqual(letters);
  expect(await staleness()).toEqual({ a: true, b: false });
});

test("an operator's rebuild stops at the first unreadable fact and replaces nothing", async () => {
  const { state, projection } = tripping();
  const runner = await stage.start({ projections: [projection] });
  await stage.seen(visited('a'), visited('a', 'nobody'), visited('b'));
  const before = await stage.registry();
  await expect(runner.rebuild(NAME)).rejects.toThrow(
    /projection visit-counts: cannot read Visited at position 6 \(household-a@1\): TypeError at/,
  );
  expect(await stage.registry()).toEqual({ ...before, builds: 2 });
  await stage.seen(visited('b'));
  expect(runner.status()).toMatchObject([{ state: 'live', watermark: 12, parked: 1 }]);
  state.repaired = true;
  await runner.rebuild(NAME);
  expect(await staleness()).toEqual({ a: false, b: false });
  expect(await runner.hashOf(projection)).toBe(pureHash(visitCounts(), await stage.facts()));
});

test('a fact whose keys cannot be told stops its projection there, every row is stale, no other view is touched', async () => {
  const state = { repaired: false };
  const keys = (fact: Recorded) => {
    if (!state.repaired && fact.data['by'] === 'nobody') throw new Error('whose?');
    return [keyOf(fact)];
  };
  const projection = visitCounts({ keys });
  const other = visitCounts({ name: 'other-counts' });
  const runner = await stage.start({ projections: [projection, other] });
  await stage.seen(registered('a'), registered('b'));
  const position = await stage.log.write(visited('a'), visited('b', 'nobody'), visited('a'));
  while ((runner.status()[1]?.watermark ?? 0) < position) await new Promise((resolve) => setImmediate(resolve));
  expect(runner.status()[0]).toMatchObject({ state: 'failed', deadLetters: 1, parked: 0 });
  expect(runner.status()[0]?.error).toMatch(/cannot read Visited at position 12 \(household-b@1\): Error at/);
  expect(runner.status()[0]?.watermark).toBeLessThan(12);
  expect(await staleness()).toEqual({ a: true, b: true });
  expect(await runner.hashOf(other)).toBe(pureHash(visitCounts(), await stage.facts()));
  expect(await runner.retryParked(NAME, '*')).toBe(false);
  state.repaired = true;
  expect(await runner.retryParked(NAME, '*')).toBe(true);
  expect(await staleness()).toEqual({ a: false, b: false });
  expect(await runner.hashOf(projection)).toBe(pureHash(visitCounts(), await stage.facts()));
});

test('a document that a unique index refuses is parked, the others go on', async () => {
  const projection = visitCounts({ indexes: [{ name: 'one_visit', key: { visits: 1 }, unique: true }] });
  const runner = await stage.start({ projections: [projection] });
  await stage.seen(registered('a'), visited('b'));
  await stage.seen(registered('c'), visited('b'));
  expect(await stage.rows(projection)).toEqual([
    ['a', 0, 3],
    ['b', 2, 12],
  ]);
  expect((await runner.deadLetters(NAME)).map(({ key, position, reason }) => [key, position, reason])).toEqual([
    ['c', 9, 'a unique index refuses the document'],
  ]);
});
