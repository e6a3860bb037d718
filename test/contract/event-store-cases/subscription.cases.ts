import type { EventStore, Page } from '../../../src/platform/event-store/event-store.port.js';
import type { EventStoreCase } from './store-under-test.js';
import { Collector, idsOf, inTime, newCategory, newEvents, newStream, readToEnd } from './store-under-test.js';

async function readIds(store: EventStore, after: number, categories: readonly string[]): Promise<readonly string[]> {
  return idsOf((await readToEnd(store, after, { categories, limit: 100 })).flatMap(({ events }) => events));
}

/** Lets a case hold a handler and let it go. */
class Gate {
  readonly entered: Promise<void>;
  private enter: () => void = () => undefined;
  open: () => void = () => undefined;
  private readonly opened: Promise<void>;

  constructor() {
    this.entered = new Promise((resolve) => (this.enter = resolve));
    this.opened = new Promise((resolve) => (this.open = resolve));
  }

  pass(): Promise<void> {
    this.enter();
    return this.opened;
  }
}

export const subscriptionCases: readonly EventStoreCase[] = [
  {
    name: 'a subscription delivers what stands, then what comes, in the order of the log',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const category = newCategory();
      const streams = Array.from({ length: 6 }, () => newStream(category));
      for (const stream of streams) await store.append(stream, 'none', newEvents(2));
      const seen = new Collector();
      const subscription = store.subscribeAll(head, { categories: [category] }, seen.handler);
      await seen.until(await store.head());
      for (let round = 0; round < 3; round++) {
        await Promise.all(streams.map((stream) => store.append(stream, 1 + round, newEvents(1))));
      }
      await seen.until(await store.head());
      await subscription.stop();
      await inTime('the end', subscription.ended);
      const { events } = await store.readAll(head, { categories: [category], limit: 100 });
      expect(seen.events).toStrictEqual(events);
      expect(events.length).toBe(30);
    },
  },
  {
    name: 'a subscription from any position delivers what follows it, once',
    async run(open) {
      const store = await open.open();
      const category = newCategory();
      const stream = newStream(category);
      const head = await store.head();
      for (let n = 0; n < 8; n++) await store.append(stream, n === 0 ? 'none' : n * 2 - 1, newEvents(2));
      const standing = await store.read(stream);
      const end = await store.head();
      for (const after of [head, ...standing.map(({ position }) => position)].filter((position) => position < end)) {
        const seen = new Collector();
        const subscription = store.subscribeAll(after, { categories: [category] }, seen.handler);
        await seen.until(end);
        await subscription.stop();
        expect(idsOf(seen.events)).toEqual(idsOf(standing.filter(({ position }) => position > after)));
      }
    },
  },
  {
    name: 'a subscription that is broken off and resumed at every page loses nothing and doubles nothing',
    async run(open) {
      const store = await open.open();
      const category = newCategory();
      const head = await store.head();
      const writing = Promise.all(
        Array.from({ length: 4 }, async () => {
          const stream = newStream(category);
          for (let n = 0; n < 10; n++) await store.append(stream, n === 0 ? 'none' : n - 1, newEvents(1));
        }),
      );
      const seen: string[] = [];
      let after = head;
      while (seen.length < 40) {
        const page = await firstPage(store, after, category);
        seen.push(...idsOf(page.events));
        after = page.upTo;
      }
      await writing;
      expect(seen).toEqual(await readIds(store, head, [category]));
    },
  },
  {
    name: 'a subscription delivers the wanted categories only and still moves over the others',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const category = newCategory();
      const seen = new Collector();
      const subscription = store.subscribeAll(head, { categories: [category] }, seen.handler);
      const wanted = newEvents(2);
      await store.append(newStream(`${category}s`), 'none', newEvents(3));
      await store.append(newStream(category), 'none', wanted);
      await store.append(newStream(), 'none', newEvents(3));
      await seen.until(await store.head());
      await subscription.stop();
      expect(idsOf(seen.events)).toEqual(idsOf(wanted));
      expect(seen.pages.at(-1)?.upTo).toBe(await store.head());
    },
  },
  {
    name: 'a subscription without a selection delivers everything',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const seen = new Collector();
      const subscription = store.subscribeAll(head, {}, seen.handler);
      for (let n = 0; n < 3; n++) await store.append(newStream(), 'none', newEvents(2));
      await seen.until(await store.head());
      await subscription.stop();
      expect(seen.events).toStrictEqual((await store.readAll(head, { limit: 100 })).events);
      expect(seen.events.length).toBe(6);
    },
  },
  {
    name: 'a page never reaches beyond what it says it has looked at',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const category = newCategory();
      for (let n = 0; n < 4; n++) await store.append(newStream(category), 'none', newEvents(200));
      const seen = new Collector();
      const subscription = store.subscribeAll(head, { categories: [category] }, seen.handler);
      await seen.until(await store.head());
      await subscription.stop();
      let from = head;
      for (const { events, upTo } of seen.pages) {
        expect(events.filter(({ position }) => position <= from || position > upTo)).toEqual([]);
        expect(upTo).toBeGreaterThan(from);
        from = upTo;
      }
      expect(seen.events.length).toBe(800);
    },
  },
  {
    name: 'two subscriptions see the same order',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const category = newCategory();
      const [one, two] = [new Collector(), new Collector()];
      const subscriptions = [one, two].map(({ handler }) => store.subscribeAll(head, { categories: [category] }, handler));
      await Promise.all(Array.from({ length: 20 }, () => store.append(newStream(category), 'none', newEvents(2))));
      await Promise.all([one.until(await store.head()), two.until(await store.head())]);
      for (const subscription of subscriptions) await subscription.stop();
      expect(idsOf(one.events)).toEqual(idsOf(two.events));
      expect(one.events.length).toBe(40);
    },
  },
  {
    name: 'a handler is awaited: never two pages at a time',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const category = newCategory();
      const gate = new Gate();
      const seen = new Collector();
      let inside = 0;
      let most = 0;
      await store.append(newStream(category), 'none', newEvents(1));
      const subscription = store.subscribeAll(head, { categories: [category] }, async (page) => {
        most = Math.max(most, ++inside);
        await gate.pass();
        inside--;
        await seen.handler(page);
      });
      await inTime('the first page', gate.entered);
      for (let n = 0; n < 5; n++) await store.append(newStream(category), 'none', newEvents(1));
      expect([inside, seen.pages.length]).toEqual([1, 0]);
      gate.open();
      await seen.until(await store.head());
      await subscription.stop();
      expect(most).toBe(1);
      expect(idsOf(seen.events)).toEqual(await readIds(store, head, [category]));
    },
  },
  {
    name: 'stopping waits for the running handler and nothing is delivered afterwards',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const category = newCategory();
      const gate = new Gate();
      let finished = 0;
      await store.append(newStream(category), 'none', newEvents(1));
      const subscription = store.subscribeAll(head, { categories: [category] }, async () => {
        await gate.pass();
        finished++;
      });
      await inTime('the first page', gate.entered);
      let stopped = false;
      const stopping = subscription.stop().then(() => (stopped = true));
      await store.append(newStream(category), 'none', newEvents(1));
      expect([stopped, finished]).toEqual([false, 0]);
      gate.open();
      await inTime('the stop', stopping);
      expect(finished).toBe(1);
      await inTime('the end', subscription.ended);
      await store.append(newStream(category), 'none', newEvents(1));
      const after = new Collector();
      const witness = store.subscribeAll(head, { categories: [category] }, after.handler);
      await after.until(await store.head());
      await witness.stop();
      expect(finished).toBe(1);
    },
  },
  {
    name: 'an idle subscription stops at once',
    async run(open) {
      const store = await open.open();
      const subscription = store.subscribeAll(await store.head(), {}, async () => undefined);
      await inTime('the stop', subscription.stop());
      await inTime('the second stop', subscription.stop());
      await inTime('the end', subscription.ended);
    },
  },
  {
    name: 'a handler that fails ends its subscription with its error, and no other',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const category = newCategory();
      const [before, after] = [newEvents(1), newEvents(1)];
      let calls = 0;
      const failing = store.subscribeAll(head, { categories: [category] }, async () => {
        calls++;
        throw new Error('fold failed');
      });
      const outcome = failing.ended.then(
        () => 'ended without an error',
        (error: unknown) => (error instanceof Error ? error.message : error),
      );
      const sound = new Collector();
      const other = store.subscribeAll(head, { categories: [category] }, sound.handler);
      await store.append(newStream(category), 'none', before);
      expect(await inTime('the end', outcome)).toBe('fold failed');
      await store.append(newStream(category), 'none', after);
      await sound.until(await store.head());
      await failing.stop();
      await other.stop();
      expect(calls).toBe(1);
      expect(idsOf(sound.events)).toEqual(idsOf([...before, ...after]));
    },
  },
];

/** The first page a subscription delivers, then it is broken off. */
async function firstPage(store: EventStore, after: number, category: string): Promise<Page> {
  let first: Page | undefined;
  const seen = new Collector();
  const subscription = store.subscribeAll(after, { categories: [category] }, async (page) => {
    first ??= page;
    await seen.handler(page);
  });
  await seen.until(after + 1);
  await subscription.stop();
  if (!first) throw new Error('no page');
  return first;
}
