import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { ViewNotReady } from '../../src/platform/read-store/views.js';
import type { AsOfOptions } from '../../src/platform/projections/as-of.js';
import { AsOf, TooManyAsOf } from '../../src/platform/projections/as-of.js';
import type { AsOfViews } from '../../src/platform/projections/as-of-views.js';
import type { Projection } from '../../src/platform/projections/projection.js';
import { hashOfCollection } from '../../src/platform/projections/projection-hash.js';
import { visitCounts } from '../support/counted-visits.js';
import { EagerTimer, wrapped } from '../support/faults.js';
import { joined, left, registered, visited } from '../support/log-of.js';
import { pureHash } from '../support/pure-hash.js';
import type { GivenFact } from '../support/recorded.js';
import { NAME, useStage } from '../support/runners.js';

const stage = useStage();
const opened: { readStore: ReadStore; dropped: boolean; closed: boolean }[] = [];
const asOfs: AsOf[] = [];

afterEach(async () => {
  await Promise.all(asOfs.splice(0).map((asOf) => asOf.close()));
  expect(opened.splice(0).filter(({ dropped, closed }) => !dropped || !closed)).toEqual([]);
});

function asOf(options: Partial<AsOfOptions> = {}): AsOf {
  const made = new AsOf({ store: stage.store, openStore, projections: [visitCounts()], ...options });
  asOfs.push(made);
  return made;
}

/** A throw-away database that remembers whether it was thrown away. */
async function openStore(): Promise<ReadStore> {
  const readStore = await stage.server.throwAway();
  const entry = { readStore, dropped: false, closed: false };
  opened.push(entry);
  const db = new Proxy(readStore.db, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'dropDatabase') entry.dropped = true;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { db, close: async () => ((entry.closed = true), readStore.close()) };
}

async function rows(views: AsOfViews): Promise<unknown[]> {
  const view = await views.of(visitCounts());
  return (await view.find({}, { sort: { _id: 1 } })).map(({ _id, visits, position }) => [_id, visits, position]);
}

function in_(town: string | undefined, fact: GivenFact): GivenFact {
  return { ...fact, metadata: town ? { townCode: town } : {} };
}

test('the views as they stood at every position: exactly what the log said until then', async () => {
  const story = [registered('a'), visited('a'), joined('a', 'b'), left('b'), visited('b'), left('a')];
  const positions: number[] = [];
  for (const fact of story) positions.push(await stage.log.write(fact));
  const past = asOf();
  const seen: unknown[] = [];
  for (const position of [0, ...positions]) {
    const views = await past.at(position);
    seen.push(await rows(views));
    expect(await views.position(NAME)).toBe(position);
    await views.close();
  }
  expect(seen).toEqual([
    [],
    [['a', 0, 3]],
    [['a', 1, 6]],
    [
      ['a', 2, 9],
      ['b', 1, 9],
    ],
    [['a', 2, 9]],
    [
      ['a', 2, 9],
      ['b', 1, 15],
    ],
    [['b', 1, 15]],
  ]);
});

test('a position between two facts means the one before', async () => {
  await stage.log.write(visited('a'), visited('a'), visited('a'));
  expect(await rows(await asOf().at(8))).toEqual([['a', 2, 6]]);
});

test('as of the head the content equals the live view and a rebuild, byte for byte', async () => {
  for (let n = 0; n < 30; n++)
    await stage.log.write(joined(`h${n % 7}`, `h${(n * 3) % 5}`), n % 4 ? visited('h1') : left('h2'));
  const runner = await stage.start();
  const live = await runner.hashOf(visitCounts());
  await runner.rebuild(NAME);
  expect(await runner.hashOf(visitCounts())).toBe(live);
  await asOf().at(await stage.store.head());
  const [replay] = opened;
  expect(replay && (await hashOfCollection(replay.readStore.db, `${NAME}_v1_asof`))).toBe(live);
  expect(live).toBe(pureHash(visitCounts(), await stage.facts()));
});

test('a township sees its own facts, those of no township, and the whole history of families that moved in or out', async () => {
  await stage.log.write(
    in_('T1', visited('stays')),
    in_('T2', visited('moved-in')),
    in_('T2', visited('elsewhere')),
    in_(undefined, visited('nowhere')),
    in_('T1', visited('moved-out')),
    in_('T1', visited('moved-in')),
    in_('T2', visited('moved-out')),
    in_('T2', visited('moved-in')),
    in_('T1', visited('later')),
  );
  const views = await asOf().at(24, { towns: ['T1'] });
  expect(await rows(views)).toEqual([
    ['moved-in', 3, 24],
    ['moved-out', 2, 21],
    ['nowhere', 1, 12],
    ['stays', 1, 3],
  ]);
  const two = await asOf().at(24, { towns: ['T1', 'T2'] });
  expect((await rows(two)).length).toBe(5);
});

test('what asks a township though its envelope names another comes along where the view says so', async () => {
  await stage.log.write(in_('T2', registered('asks')), in_('T2', visited('asks')), in_('T2', visited('stays')));
  const asking = { ...visitCounts(), abroad: [registered('asks').type] };
  const read = async (projection: Projection) => {
    const views = await asOf({ projections: [projection] }).at(9, { towns: ['T1'] });
    return (await (await views.of(visitCounts())).find({}, { sort: { _id: 1 } })).map(({ _id }) => _id);
  };
  expect([await read(visitCounts()), await read(asking)]).toEqual([[], ['asks']]);
});

test('the next page of the same question does not fold again', async () => {
  await stage.log.write(visited('a'), visited('b'));
  let reads = 0;
  const store = wrapped(stage.store, { readAll: (...args) => (reads++, stage.store.readAll(...args)) });
  const past = asOf({ store });
  const first = await past.at(6);
  const afterFirst = reads;
  const [second, third] = await Promise.all([past.at(6), past.at(6)]);
  expect(reads).toBe(afterFirst);
  await first.close();
  await first.close();
  expect([await rows(second), await rows(third)]).toEqual([await rows(third), await rows(second)]);
  await past.at(6, { towns: ['T1'] });
  expect(reads).toBeGreaterThan(afterFirst);
  expect(opened).toHaveLength(2);
});

test('only the last few replays are kept; one that is given back goes before one that is held', async () => {
  await stage.log.write(...Array.from({ length: 8 }, () => visited('a')));
  const past = asOf({ kept: 2 });
  const held = await past.at(3);
  const returned = await past.at(6);
  await returned.close();
  await past.at(9);
  expect(opened.map(({ dropped }) => dropped)).toEqual([false, true, false]);
  expect(await rows(held)).toEqual([['a', 1, 3]]);
  await expect(rows(returned)).rejects.toEqual(new ViewNotReady(NAME, '历史回放已释放，请重新查询'));
  await past.at(12);
  expect(opened.map(({ dropped }) => dropped)).toEqual([true, true, false, false]);
});

test('a replay that nobody asks any more is dropped', async () => {
  await stage.log.write(visited('a'));
  const timer = new EagerTimer();
  const views = await asOf({ timer, idleMs: 1_000 }).at(3);
  expect(await rows(views)).toEqual([['a', 1, 3]]);
  while (!opened[0]?.closed) await new Promise((resolve) => setImmediate(resolve));
  expect(timer.pauses.every((pause) => pause === 1_000)).toBe(true);
  await expect(rows(views)).rejects.toBeInstanceOf(ViewNotReady);
});

test('one replay runs, eight wait, the next caller is sent away; afterwards there is room again', async () => {
  await stage.log.write(...Array.from({ length: 12 }, () => visited('a')));
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  let atOnce = 0;
  const most: number[] = [];
  const past = asOf({
    kept: 20,
    openStore: async () => {
      most.push(++atOnce);
      await gate;
      atOnce--;
      return openStore();
    },
  });
  const nine = Array.from({ length: 9 }, (_, n) => past.at(3 * (n + 1)));
  await expect(past.at(30)).rejects.toBeInstanceOf(TooManyAsOf);
  const shared = past.at(3);
  open();
  const answers = await Promise.all([...nine, shared]);
  expect((await Promise.all(answers.map(rows))).flat().map((row) => (row as unknown[])[1])).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 1,
  ]);
  expect(most).toEqual(Array(9).fill(1));
  expect(await rows(await past.at(30))).toEqual([['a', 10, 30]]);
});

test('a replay that fails leaves nothing behind and is tried anew', async () => {
  await stage.log.write(visited('a'));
  let failures = 1;
  const store = wrapped(stage.store, {
    readAll: async (...args) => {
      if (failures-- > 0) throw new Error('the log is away');
      return stage.store.readAll(...args);
    },
  });
  const past = asOf({ store });
  await expect(past.at(3)).rejects.toThrow('the log is away');
  expect(opened.map(({ dropped, closed }) => [dropped, closed])).toEqual([[true, true]]);
  expect(await rows(await past.at(3))).toEqual([['a', 1, 3]]);
});

test('a fact the reducer cannot read makes its row stale in the past too', async () => {
  await stage.log.write(visited('a'), visited('b'), visited('a', 'nobody'));
  const projection = visitCounts({
    before: (fact) => {
      if (fact.data['by'] === 'nobody') throw new Error('broken');
    },
  });
  const views = await asOf({ projections: [projection] }).at(9);
  const view = await views.of(projection);
  expect([await view.isStale('a'), await view.isStale('b')]).toEqual([true, false]);
  expect((await view.get('a'))?.visits).toBe(1);
});
