import { randomUUID } from 'node:crypto';
import type { EventStore, Expected } from '../../../src/platform/event-store/event-store.port.js';
import { NoSuchEvent } from '../../../src/platform/event-store/event-store.port.js';
import type { Recorded } from '../../../src/platform/fact.js';
import type { EventStoreCase } from './store-under-test.js';
import { asRecorded, idsOf, newCategory, newEvent, newEvents, newStream, readToEnd } from './store-under-test.js';

async function revisions(read: Promise<readonly Recorded[]>): Promise<readonly number[]> {
  return (await read).map(({ revision }) => revision);
}

export const readCases: readonly EventStoreCase[] = [
  {
    name: 'a stream reads forwards from a revision, so many as wanted',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      await store.append(stream, 'none', newEvents(6));
      expect(await revisions(store.read(stream))).toEqual([0, 1, 2, 3, 4, 5]);
      expect(await revisions(store.read(stream, { from: 2 }))).toEqual([2, 3, 4, 5]);
      expect(await revisions(store.read(stream, { from: 2, limit: 3 }))).toEqual([2, 3, 4]);
      expect(await revisions(store.read(stream, { limit: 1 }))).toEqual([0]);
      expect(await revisions(store.read(stream, { from: 5, limit: 9 }))).toEqual([5]);
      expect(await revisions(store.read(stream, { from: 6 }))).toEqual([]);
    },
  },
  {
    name: 'a stream reads backwards from its end or a revision',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      await store.append(stream, 'none', newEvents(6));
      expect(await revisions(store.read(stream, { direction: 'backwards' }))).toEqual([5, 4, 3, 2, 1, 0]);
      expect(await revisions(store.read(stream, { direction: 'backwards', limit: 2 }))).toEqual([5, 4]);
      expect(await revisions(store.read(stream, { direction: 'backwards', from: 3 }))).toEqual([3, 2, 1, 0]);
      expect(await revisions(store.read(stream, { direction: 'backwards', from: 3, limit: 2 }))).toEqual([3, 2]);
      expect(await revisions(store.read(stream, { direction: 'backwards', from: 0 }))).toEqual([0]);
      expect(await revisions(store.read(stream, { direction: 'backwards', from: 99, limit: 1 }))).toEqual([5]);
    },
  },
  {
    name: 'a limit of 0 is answered with nothing',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const head = await store.head();
      await store.append(stream, 'none', newEvents(2));
      expect(await store.read(stream, { limit: 0 })).toEqual([]);
      expect(await store.read(stream, { limit: 0, direction: 'backwards' })).toEqual([]);
      expect(await store.readAll(head, { limit: 0 })).toEqual({ events: [], upTo: head });
    },
  },
  {
    name: 'a stream that does not exist is empty',
    async run(open) {
      const store = await open.open();
      const category = newCategory();
      await store.append(`${category}-12`, 'none', newEvents(1));
      expect(await store.read(`${category}-1`)).toEqual([]);
      expect(await store.read(`${category}-1`, { direction: 'backwards', limit: 1 })).toEqual([]);
      expect(await store.read(category)).toEqual([]);
    },
  },
  {
    name: 'a stream longer than any page reads whole',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      let last: Expected = 'none';
      for (let n = 0; n < 3; n++) last = (await store.append(stream, last, newEvents(500, n * 500))).revision;
      const all = Array.from({ length: 1_500 }, (_, n) => n);
      const forwards = await store.read(stream);
      expect(forwards.map(({ data }) => data.n).join()).toBe(all.join());
      expect(forwards.map(({ revision }) => revision).join()).toBe(all.join());
      const backwards = await revisions(store.read(stream, { direction: 'backwards', limit: 1_200 }));
      expect(backwards.join()).toBe(all.slice(300).reverse().join());
    },
  },
  {
    name: 'an acknowledged append is seen by every read that begins after it',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      let last: Expected = 'none';
      for (let n = 0; n < 10; n++) {
        const before = await store.head();
        const appended = await store.append(stream, last, newEvents(3));
        last = appended.revision;
        expect(await store.head()).toBe(appended.position);
        expect(
          (await store.read(stream, { direction: 'backwards', limit: 1 })).map(({ position }) => position),
        ).toEqual([appended.position]);
        expect((await store.readAll(before, { limit: 10 })).events.map(({ revision }) => revision)).toEqual([
          last - 2,
          last - 1,
          last,
        ]);
      }
    },
  },
];

/** A log of three categories and two townships, interleaved; 24 events. */
async function mixedLog(
  store: EventStore,
): Promise<{ head: number; category: string; twin: string; other: string; all: readonly Recorded[] }> {
  const head = await store.head();
  const category = newCategory();
  // A name that begins like the wanted one is another category.
  const [twin, other] = [`${category}s`, newCategory()];
  const all: Recorded[] = [];
  for (let round = 0; round < 4; round++) {
    for (const [name, town] of [
      [category, '341881104'],
      [twin, '341881105'],
      [other, undefined],
    ] as const) {
      const stream = newStream(name);
      const events = [newEvent({ town, data: { round } }), newEvent({ town: '341881104', data: { round } })];
      await store.append(stream, 'none', events);
      const positions = (await store.read(stream)).map(({ position }) => position);
      all.push(...asRecorded(stream, 0, events, positions));
    }
  }
  return { head, category, twin, other, all };
}

export const logCases: readonly EventStoreCase[] = [
  {
    name: 'the log reads in pages, in the order of positions, each fact whole',
    async run(open) {
      const store = await open.open();
      const { head, all } = await mixedLog(store);
      for (const limit of [1, 5, 24, 1_000]) {
        const pages = await readToEnd(store, head, { limit });
        expect(pages.flatMap(({ events }) => events)).toStrictEqual(all);
        expect(pages.filter(({ events }) => events.length > limit)).toEqual([]);
        expect(pages.at(-1)?.upTo).toBe(await store.head());
      }
    },
  },
  {
    name: 'positions grow along the log',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const streams = [newStream(), newStream(), newStream()];
      const answers: number[] = [];
      for (let n = 0; n < 4; n++) {
        for (const stream of streams)
          answers.push((await store.append(stream, n === 0 ? 'none' : n - 1, newEvents(1))).position);
      }
      const { events } = await store.readAll(head, { limit: 100 });
      expect(events.map(({ position }) => position)).toEqual(answers);
      expect(
        answers.filter(
          (position, index) => position <= (answers[index - 1] ?? head) || !Number.isSafeInteger(position),
        ),
      ).toEqual([]);
    },
  },
  {
    name: 'reading on after any position loses nothing and doubles nothing',
    async run(open) {
      const store = await open.open();
      const { head, all } = await mixedLog(store);
      for (const [index, { position }] of all.entries()) {
        const rest = (await readToEnd(store, position, { limit: 7 })).flatMap(({ events }) => events);
        expect(idsOf(rest)).toEqual(idsOf(all.slice(index + 1)));
      }
      expect(await store.readAll(await store.head(), { limit: 5 })).toEqual({ events: [], upTo: await store.head() });
      expect(idsOf((await readToEnd(store, head, { limit: 7 })).flatMap(({ events }) => events))).toEqual(idsOf(all));
    },
  },
  {
    name: 'the log reads by category and looks past what is not wanted',
    async run(open) {
      const store = await open.open();
      const { head, category, other, all } = await mixedLog(store);
      for (const categories of [[category], [category, other], []]) {
        const wanted = all.filter(({ stream }) => categories.includes(stream.split('-')[0] ?? ''));
        const pages = await readToEnd(store, head, { categories, limit: 3 });
        expect(idsOf(pages.flatMap(({ events }) => events))).toEqual(idsOf(wanted));
        expect(pages.at(-1)?.upTo).toBe(await store.head());
      }
    },
  },
  {
    name: 'the log reads by type, alone and with a category, and looks past what is not wanted',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const [category, other] = [newCategory(), newCategory()];
      const all: Recorded[] = [];
      for (const name of [category, other, category, other]) {
        const stream = newStream(name);
        const events = ['Visited', 'Visit', 'Moved'].map((type) => newEvent({ type }));
        await store.append(stream, 'none', events);
        all.push(...(await store.read(stream)));
      }
      for (const types of [['Visit'], ['Moved', 'Visited'], []]) {
        const ofType = all.filter(({ type }) => types.includes(type));
        const pages = await readToEnd(store, head, { types, limit: 2 });
        expect(idsOf(pages.flatMap(({ events }) => events))).toEqual(idsOf(ofType));
        expect(pages.at(-1)?.upTo).toBe(await store.head());
        const both = await readToEnd(store, head, { types, categories: [other], limit: 2 });
        const wanted = ofType.filter(({ stream }) => stream.startsWith(`${other}-`));
        expect(idsOf(both.flatMap(({ events }) => events))).toEqual(idsOf(wanted));
      }
    },
  },
  {
    name: 'the log reads by township, alone and with a category',
    async run(open) {
      const store = await open.open();
      const { head, twin, all } = await mixedLog(store);
      const inTown = all.filter(({ metadata }) => metadata.townCode === '341881105');
      const byTown = await readToEnd(store, head, { town: '341881105', limit: 3 });
      expect(idsOf(byTown.flatMap(({ events }) => events))).toEqual(idsOf(inTown));
      expect(byTown.at(-1)?.upTo).toBe(await store.head());
      const both = await readToEnd(store, head, { town: '341881104', categories: [twin], limit: 3 });
      const wanted = all.filter(
        ({ stream, metadata }) => stream.startsWith(`${twin}-`) && metadata.townCode === '341881104',
      );
      expect(idsOf(both.flatMap(({ events }) => events))).toEqual(idsOf(wanted));
    },
  },
  {
    name: 'the last fact outside some categories is found from the end and from any position, whatever stands behind it',
    async run(open) {
      const store = await open.open();
      const [ours, looks] = [newCategory(), newCategory()];
      const { position: before } = await store.append(newStream(), 'none', newEvents(1));
      const first = await store.append(newStream(looks), 'none', newEvents(3));
      const mine = await store.append(newStream(ours), 'none', newEvents(2));
      const second = await store.append(newStream(looks), 'none', newEvents(60));
      expect(await store.lastOutside([looks])).toBe(mine.position);
      expect(await store.lastOutside([looks], second.position)).toBe(mine.position);
      expect(await store.lastOutside([looks], mine.position)).toBe(mine.position);
      expect(await store.lastOutside([looks], first.position)).toBe(before);
      expect(await store.lastOutside([looks, ours])).toBe(before);
      expect(await store.lastOutside([ours])).toBe(second.position);
      expect(await store.lastOutside([], first.position)).toBe(first.position);
      expect(await store.lastOutside([], 0)).toBe(0);
      const later = await store.append(newStream(ours), 'none', newEvents(1));
      await store.append(newStream(looks), 'none', newEvents(2));
      expect(await store.lastOutside([looks])).toBe(later.position);
      expect(await store.lastOutside([looks], later.position - 1)).toBe(mine.position);
    },
  },
  {
    name: 'the log tells every kind of fact in it once, by category, type and version, with the first of each',
    async run(open) {
      const store = await open.open();
      const [category, other] = [newCategory(), newCategory()];
      const older = newEvent({ type: 'Visited' });
      const newer = { ...older, id: randomUUID(), metadata: { ...older.metadata, schemaVersion: '2' } };
      const [stream, twin] = [newStream(category), newStream(other)];
      await store.append(stream, 'none', [older, newEvent({ type: 'Visited' }), newer]);
      await store.append(twin, 'none', [newEvent({ type: 'Moved' }), newEvent({ type: 'Visited' })]);
      await store.append(stream, 2, [newEvent({ type: 'Visited' }), newEvent({ type: 'Moved' })]);
      const [first, second] = await Promise.all([store.read(stream), store.read(twin)]);
      expect((await store.kinds()).filter((kind) => [category, other].includes(kind.category))).toEqual([
        { category, type: 'Visited', schemaVersion: '1', position: first[0]?.position },
        { category, type: 'Visited', schemaVersion: '2', position: first[2]?.position },
        { category: other, type: 'Moved', schemaVersion: '1', position: second[0]?.position },
        { category: other, type: 'Visited', schemaVersion: '1', position: second[1]?.position },
        { category, type: 'Moved', schemaVersion: '1', position: first[4]?.position },
      ]);
    },
  },
  {
    name: 'the head is the position of the last event',
    async run(open) {
      const store = await open.open();
      const before = await store.head();
      const { position } = await store.append(newStream(), 'none', newEvents(3));
      expect(position).toBeGreaterThan(before);
      expect(await store.head()).toBe(position);
    },
  },
];

export const identityCases: readonly EventStoreCase[] = [
  {
    name: 'a log keeps its identity over a restart',
    async run(open) {
      const before = await (await open.open()).logId();
      expect(before).toMatch(/^\S{8,}$/);
      expect(await (await open.restart()).logId()).toBe(before);
    },
  },
  {
    name: 'another log has another identity',
    needs: 'another',
    async run(open) {
      const store = await open.open();
      const other = await open.another?.();
      expect(await other?.logId()).not.toBe(await store.logId());
      expect(await other?.logId()).toMatch(/^\S{8,}$/);
    },
  },
  {
    name: 'an anchor resolves to the position of its fact, and to nothing where there is none',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      await store.append(stream, 'none', newEvents(3));
      const standing = await store.read(stream);
      const positions: number[] = [];
      for (const { revision } of standing) positions.push(await store.resolve({ stream, revision }));
      expect(positions).toEqual(standing.map(({ position }) => position));
      await expect(store.resolve({ stream, revision: 3 })).rejects.toBeInstanceOf(NoSuchEvent);
      await expect(store.resolve({ stream: newStream(), revision: 0 })).rejects.toBeInstanceOf(NoSuchEvent);
    },
  },
  {
    name: 'as known at an instant is the whole prefix up to the last fact recorded by then',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const at = ['08:00:00.000', '08:01:00.000', '08:01:00.000', '08:02:00.000'].map((time) => `2026-10-08T${time}Z`);
      await store.append(
        stream,
        'none',
        at.map((recordedAt) => newEvent({ recordedAt })),
      );
      const positions = (await store.read(stream)).map(({ position }) => position);
      expect(await store.positionAt('2026-10-08T07:59:59.999Z')).toBeLessThan(positions[0] ?? NaN);
      expect(await store.positionAt('2026-10-08T08:00:00.000Z')).toBe(positions[0]);
      expect(await store.positionAt('2026-10-08T08:00:59.999Z')).toBe(positions[0]);
      expect(await store.positionAt('2026-10-08T08:01:00.000Z')).toBe(positions[2]);
      expect(await store.positionAt('9999-12-31T23:59:59.999Z')).toBe(await store.head());
    },
  },
  {
    name: 'as known at an instant holds where the clock jumped back',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const at = ['08:00', '09:00', '08:30', '09:30'].map((time) => `2026-10-09T${time}:00.000Z`);
      await store.append(
        stream,
        'none',
        at.map((recordedAt) => newEvent({ recordedAt })),
      );
      const positions = (await store.read(stream)).map(({ position }) => position);
      expect(await store.positionAt('2026-10-09T08:15:00.000Z')).toBe(positions[0]);
      expect(await store.positionAt('2026-10-09T08:45:00.000Z')).toBe(positions[2]);
      expect(await store.positionAt('2026-10-09T09:15:00.000Z')).toBe(positions[2]);
      expect(await store.positionAt('2026-10-09T09:30:00.000Z')).toBe(positions[3]);
    },
  },
];
