import { join } from 'node:path';
import type { EventStoreDbStore } from '../../src/platform/eventstoredb/eventstoredb.store.js';
import { categoryOf } from '../../src/platform/fact.js';
import { tempFolder } from '../support/temp-folder.js';
import { idsOf, newEvent, newEvents, newStream, readToEnd } from './event-store-cases/store-under-test.js';
import { OnDouble } from './eventstoredb-on-double.js';

const on = new OnDouble();
afterEach(() => on.close());

async function everything(store: EventStoreDbStore, after = 0) {
  return (await readToEnd(store, after, { limit: 1_000 })).flatMap(({ events }) => events);
}

it('what was known at any instant is found in a log of several blocks, whatever the clocks did', async () => {
  const store = await on.store(await on.double());
  let seed = 20_261_126;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let batch = 0; batch < 7; batch++) {
    // Forwards, with a jump of up to an hour back or ahead.
    const base = Date.UTC(2026, 8, 1) + batch * 600_000 + (batch % 3 === 1 ? random(7_200_000) - 3_600_000 : 0);
    const at = Array.from({ length: 500 }, (_, n) => new Date(base + n * 1_000 + random(3_000)).toISOString());
    await store.append(
      newStream(),
      'none',
      at.map((recordedAt) => newEvent({ recordedAt })),
    );
  }
  const standing = await everything(store);
  const times = standing.map(({ metadata }) => metadata.recordedAt);
  const asked = [...Array.from({ length: 12 }, () => times[random(times.length)] ?? ''), '2026-08-01T00:00:00.000Z'];
  const found: number[] = [];
  for (const instant of asked) found.push(await store.positionAt(instant));
  expect(found).toEqual(
    asked.map((instant) => standing.findLast(({ metadata }) => metadata.recordedAt <= instant)?.position ?? 0),
  );
});

it('the log reads on behind any number, whether a record begins there or not', async () => {
  const store = await on.store(await on.double());
  for (let batch = 0; batch < 3; batch++) await store.append(newStream(), 'none', newEvents(700));
  const standing = await everything(store);
  for (const index of [0, 1, 999, 1_000, 2_098, 2_099]) {
    const position = standing[index]?.position ?? NaN;
    for (const number of [position - 7, position - 1, position, position + 7]) {
      const page = await store.readAll(number, { limit: 2 });
      expect(idsOf(page.events)).toEqual(idsOf(standing.filter((fact) => fact.position > number).slice(0, 2)));
    }
  }
});

it('the last fact before a night of looks is found without reading that night twice', async () => {
  const double = await on.double();
  const store = await on.store(double);
  const { position } = await store.append(newStream(), 'none', newEvents(1));
  for (let batch = 0; batch < 3; batch++) await store.append(newStream('looks'), 'none', newEvents(700));
  expect(await store.lastOutside(['looks'])).toBe(position);
  await store.append(newStream('looks'), 'none', newEvents(5));
  const before = double.counted.reads;
  expect([await store.lastOutside(['looks']), double.counted.reads - before]).toEqual([position, 2]);
});

it('the fact at a position is found without looking through the log', async () => {
  const double = await on.double();
  const store = await on.store(double);
  const { position } = await store.append(newStream(), 'none', newEvents(30));
  const before = double.counted.reads;
  const { events } = await store.readAll(position - 1, { limit: 1 });
  expect([events.map((fact) => fact.position), double.counted.reads - before]).toEqual([[position], 2]);
});

it('the log reads past thousands of unwanted facts', async () => {
  const store = await on.store(await on.double());
  const wanted = newStream();
  for (let batch = 0; batch < 3; batch++) await store.append(newStream(), 'none', newEvents(1_000));
  const { position } = await store.append(wanted, 'none', newEvents(2));
  await store.append(newStream(), 'none', newEvents(1));
  const categories = [categoryOf(wanted)];
  expect((await store.readAll(0, { categories, limit: 1 })).events.map(({ revision }) => revision)).toEqual([0]);
  const page = await store.readAll(0, { categories, limit: 5 });
  expect([page.upTo, page.events.map(({ revision }) => revision)]).toEqual([await store.head(), [0, 1]]);
  expect(page.events.at(-1)?.position).toBe(position);
});

it('a log on disk is the same after the server was killed: ids, order, positions and identity', async () => {
  const double = await on.double({ file: join((await tempFolder()).path, 'log.jsonl') });
  const store = await on.store(double);
  const stream = newStream();
  await store.append(stream, 'none', newEvents(3));
  const [standing, identity] = [await everything(store), await store.logId()];
  await store.close();
  await double.restart();
  const reopened = await on.store(double);
  expect(await everything(reopened)).toStrictEqual(standing);
  expect(await reopened.logId()).toBe(identity);
});
