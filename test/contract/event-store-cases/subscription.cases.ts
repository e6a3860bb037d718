import type { EventStore, Page } from '../../../src/platform/event-store/event-store.port.js';
import type { EventStoreCase } from './store-under-test.js';
import {
  Collector,
  beside,
  idsOf,
  inTime,
  newCategory,
  newEvent,
  newEvents,
  newStream,
  readToEnd,
} from './store-under-test.js';

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

  /** Opens at the latest when the part is over, however it ends. */
  async during(part: () => Promise<void>): Promise<void> {
    try {
      await part();
    } finally {
      this.open();
    }
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
      await beside(subscription, async () => {
        await seen.until(await store.head());
        for (let round = 0; round < 3; round++) {
          await Promise.all(streams.map((stream) => store.append(stream, 1 + round, newEvents(1))));
        }
        await seen.until(await store.head());
      });
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
        await beside(store.subscribeAll(after, { categories: [category] }, seen.handler), () => seen.until(end));
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
      const seen: string[] = [];
      const reading = async (): Promise<void> => {
        for (let after = head; seen.length < 40;) {
          const page = await firstPage(store, after, category);
          seen.push(...idsOf(page.events));
          after = page.upTo;
        }
      };
      const writing = async (): Promise<void> => {
        const stream = newStream(category);
        for (let n = 0; n < 10; n++) await store.append(stream, n === 0 ? 'none' : n - 1, newEvents(1));
      };
      await Promise.all([reading(), writing(), writing(), writing(), writing()]);
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
      const wanted = newEvents(2);
      await beside(store.subscribeAll(head, { categories: [category] }, seen.handler), async () => {
        await store.append(newStream(`${category}s`), 'none', newEvents(3));
        await store.append(newStream(category), 'none', wanted);
        await store.append(newStream(), 'none', newEvents(3));
        await seen.until(await store.head());
      });
      expect(idsOf(seen.events)).toEqual(idsOf(wanted));
      expect(seen.pages.at(-1)?.upTo).toBe(await store.head());
    },
  },
  {
    name: 'a subscription delivers the wanted types only and still moves over the others',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const category = newCategory();
      const seen = new Collector();
      const wanted = newEvent({ type: 'Moved' });
      const selection = { categories: [category], types: ['Moved'] };
      await beside(store.subscribeAll(head, selection, seen.handler), async () => {
        await store.append(newStream(category), 'none', [...newEvents(2), wanted, ...newEvents(1)]);
        await store.append(newStream(), 'none', [newEvent({ type: 'Moved' })]);
        await seen.until(await store.head());
      });
      expect(idsOf(seen.events)).toEqual([wanted.id]);
      expect(seen.pages.at(-1)?.upTo).toBe(await store.head());
    },
  },
  {
    name: 'a subscription without a selection delivers everything',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const seen = new Collector();
      await beside(store.subscribeAll(head, {}, seen.handler), async () => {
        for (let n = 0; n < 3; n++) await store.append(newStream(), 'none', newEvents(2));
        await seen.until(await store.head());
      });
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
      const end = await store.head();
      await beside(store.subscribeAll(head, { categories: [category] }, seen.handler), () => seen.until(end));
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
      await beside(store.subscribeAll(head, { categories: [category] }, one.handler), () =>
        beside(store.subscribeAll(head, { categories: [category] }, two.handler), async () => {
          await Promise.all(Array.from({ length: 20 }, () => store.append(newStream(category), 'none', newEvents(2))));
          const end = await store.head();
          await Promise.all([one.until(end), two.until(end)]);
        }),
      );
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
      await beside(subscription, () =>
        gate.during(async () => {
          await inTime('the first page', gate.entered);
          for (let n = 0; n < 5; n++) await store.append(newStream(category), 'none', newEvents(1));
          expect([inside, seen.pages.length]).toEqual([1, 0]);
          gate.open();
          await seen.until(await store.head());
        }),
      );
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
      const finished: number[] = [];
      await store.append(newStream(category), 'none', newEvents(1));
      const subscription = store.subscribeAll(head, { categories: [category] }, async ({ upTo }) => {
        await gate.pass();
        finished.push(upTo);
      });
      await gate.during(async () => {
        await inTime('the first page', gate.entered);
        let stopped = false;
        const stopping = subscription.stop().then(() => (stopped = true));
        await store.append(newStream(category), 'none', newEvents(1));
        expect([stopped, finished.length]).toEqual([false, 0]);
        gate.open();
        await inTime('the stop', stopping);
        expect(finished.length).toBe(1);
      });
      await inTime('the end', subscription.ended);
      await store.append(newStream(category), 'none', newEvents(1));
      await caughtUp(store, head, category);
      expect(finished.length).toBe(1);
    },
  },
  {
    name: 'an idle subscription stops at once',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const category = newCategory();
      let calls = 0;
      const subscription = store.subscribeAll(head, { categories: [category] }, async () => void calls++);
      await inTime('the stop', subscription.stop());
      await inTime('the second stop', subscription.stop());
      await inTime('the end', subscription.ended);
      await store.append(newStream(category), 'none', newEvents(1));
      await caughtUp(store, head, category);
      expect(calls).toBe(0);
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
      await beside(store.subscribeAll(head, { categories: [category] }, sound.handler), () =>
        beside(failing, async () => {
          await store.append(newStream(category), 'none', before);
          expect(await inTime('the end', outcome)).toBe('fold failed');
          await store.append(newStream(category), 'none', after);
          await sound.until(await store.head());
        }),
      );
      expect(calls).toBe(1);
      expect(idsOf(sound.events)).toEqual(idsOf([...before, ...after]));
    },
  },
];

/** Resolves when a subscription begun now has seen everything: others have had their chance by then. */
async function caughtUp(store: EventStore, after: number, category: string): Promise<void> {
  const witness = new Collector();
  const end = await store.head();
  await beside(store.subscribeAll(after, { categories: [category] }, witness.handler), () => witness.until(end));
}

/** The first page a subscription delivers, then it is broken off. */
async function firstPage(store: EventStore, after: number, category: string): Promise<Page> {
  const seen = new Collector();
  await beside(store.subscribeAll(after, { categories: [category] }, seen.handler), () => seen.until(after + 1));
  const [first] = seen.pages;
  if (!first) throw new Error('no page');
  return first;
}
