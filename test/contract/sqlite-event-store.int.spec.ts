import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreUnavailable } from '../../src/platform/event-store/event-store.port.js';
import { LogNotWritable } from '../../src/platform/event-store/log-refusals.js';
import type { SqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { workerWriter } from '../../src/platform/event-store/worker.writer-host.js';
import { categoryOf } from '../../src/platform/fact.js';
import { tempFolder } from '../support/temp-folder.js';
import { compileLogWorkers } from './compiled-log-worker.js';
import { newEvent, newEvents, newStream } from './event-store-cases/store-under-test.js';
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

describe('beyond the contract, the embedded event store', () => {
  let folder: string;
  let store: SqliteEventStore;
  const commits: number[] = [];
  beforeEach(async () => {
    folder = (await tempFolder()).path;
    commits.length = 0;
    store = await openSqliteEventStore({ file: join(folder, 'log.db'), onCommit: (events) => commits.push(events) });
  });
  afterEach(() => store.close());

  it('counts positions without a gap, also where appends were refused', async () => {
    const stream = newStream();
    await store.append(stream, 'none', newEvents(3));
    await refusalOf(store.append(stream, 'none', newEvents(2)));
    await Promise.all(Array.from({ length: 10 }, () => store.append(newStream(), 'none', newEvents(2))));
    await refusalOf(store.append(stream, 7, newEvents(2)));
    await store.append(stream, 2, newEvents(1));
    const { events } = await store.readAll(0, { limit: 100 });
    expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
  });

  it('commits what arrives together at once; a conflict refuses only its own caller', async () => {
    const stream = newStream();
    const outcomes = await Promise.all([
      ...Array.from({ length: 30 }, () => refusalOf(store.append(newStream(), 'none', newEvents(2)))),
      refusalOf(store.append(stream, 'none', newEvents(1))),
      refusalOf(store.append(stream, 'none', newEvents(1))),
      refusalOf(store.append(stream, 0, newEvents(1))),
    ]);
    expect(outcomes.map((outcome) => (outcome instanceof Error ? outcome.message : 'appended'))).toEqual([
      ...Array<string>(31).fill('appended'),
      `stream ${stream}: expected none, found 0`,
      'appended',
    ]);
    expect(commits).toEqual([62]);
  });

  it('refuses the beginning of an append that stands: it is not the same append', async () => {
    const stream = newStream();
    const [a, b] = [newEvent(), newEvent()];
    await store.append(stream, 'none', [a, b]);
    expect(await refusalOf(store.append(stream, 'none', [a]))).toMatchObject({ name: 'WrongRevision', actual: 1 });
    const [c, d] = [newEvent(), newEvent()];
    await store.append(stream, 1, [c]);
    await store.append(stream, 2, [d]);
    expect(await refusalOf(store.append(stream, 1, [c, d]))).toMatchObject({ name: 'WrongRevision', actual: 3 });
  });

  it('knows what was known at any instant, whatever the clocks did', async () => {
    let seed = 20_261_126;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const times: string[] = [];
    for (let batch = 0; batch < 40; batch++) {
      // Forwards, with a jump now and then by up to an hour back or ahead.
      const base = Date.UTC(2026, 8, 1) + batch * 600_000 + (batch % 7 === 3 ? random(7_200_000) - 3_600_000 : 0);
      const at = Array.from({ length: 100 }, (_, n) => new Date(base + n * 1_000 + random(3_000)).toISOString());
      times.push(...at);
      await store.append(
        newStream(),
        'none',
        at.map((recordedAt) => newEvent({ recordedAt })),
      );
    }
    const asked = [...Array.from({ length: 200 }, () => times[random(times.length)] ?? ''), '2026-08-01T00:00:00.000Z'];
    const found: number[] = [];
    for (const instant of asked) found.push(await store.positionAt(instant));
    expect(found).toEqual(asked.map((instant) => times.findLastIndex((time) => time <= instant) + 1));
  });

  it('looks past thousands of unwanted facts', async () => {
    const wanted = newStream();
    for (let batch = 0; batch < 11; batch++) await store.append(newStream(), 'none', newEvents(1_000));
    await store.append(wanted, 'none', newEvents(2));
    await store.append(newStream(), 'none', newEvents(1));
    const categories = [categoryOf(wanted)];
    expect((await store.readAll(0, { categories, limit: 1 })).events.map(({ position }) => position)).toEqual([11_001]);
    const page = await store.readAll(0, { categories, limit: 5 });
    expect([page.upTo, page.events.map(({ position }) => position)]).toEqual([11_003, [11_001, 11_002]]);
    expect((await store.readAll(0, { limit: 2_500 })).events.map(({ position }) => position).at(-1)).toBe(2_500);
  });

  it('answers what it has accepted before it closes, and nothing afterwards', async () => {
    const appended = store.append(newStream(), 'none', newEvents(1));
    await store.close();
    expect(await appended).toEqual({ revision: 0, position: 1 });
    const answers = [
      store.append(newStream(), 'none', newEvents(1)),
      store.read('case-1'),
      store.readAll(0, { limit: 1 }),
      store.head(),
      store.positionAt('2026-09-30T00:00:00.000Z'),
    ];
    for (const answer of answers) expect(await refusalOf(answer)).toBeInstanceOf(StoreUnavailable);
    expect((await stat(join(folder, 'log.db-wal'))).size).toBe(0);
  });

  it('ends its subscriptions when it closes, after their handlers', async () => {
    const handled: number[] = [];
    await store.append(newStream(), 'none', newEvents(1));
    const began = new Promise<void>((begin) => {
      store.subscribeAll(0, {}, async ({ upTo }) => {
        begin();
        await store.append(newStream(), 'none', newEvents(1));
        handled.push(upTo);
      });
    });
    const idle = store.subscribeAll(1, {}, async () => undefined);
    await began;
    await store.close();
    await idle.ended;
    expect(handled.length).toBe(1);
  });

  it('backs up while it is written to; the copy is whole and a log of its own', async () => {
    const stream = newStream();
    await store.append(stream, 'none', newEvents(3));
    const target = join(folder, 'backup.db');
    const backup = store.backup(target);
    await store.append(stream, 2, newEvents(1));
    await backup;
    const copy = await openSqliteEventStore({ file: target });
    try {
      const standing = await store.readAll(0, { limit: 10 });
      const copied = await copy.readAll(0, { limit: 10 });
      expect(copied.events).toEqual(standing.events.slice(0, copied.events.length));
      expect(copied.events.length).toBeGreaterThanOrEqual(3);
      expect(await copy.verify()).toEqual({ events: copied.events.length });
      expect(await copy.logId()).not.toBe(await store.logId());
      await copy.append(stream, copied.events.length - 1, newEvents(1));
    } finally {
      await copy.close();
    }
    expect(await refusalOf(store.backup(target))).toBeInstanceOf(LogNotWritable);
    expect(await refusalOf(store.backup(join(folder, 'nowhere', 'backup.db')))).toBeInstanceOf(LogNotWritable);
  });
});

async function refusalOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    (value) => ({ answeredInstead: value }),
    (error: unknown) => error,
  );
}
