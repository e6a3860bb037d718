import type { Page } from '../../src/platform/event-store/event-store.port.js';
import type { EventStoreDbStore } from '../../src/platform/eventstoredb/eventstoredb.store.js';
import { PositionNotInLog } from '../../src/platform/eventstoredb/refusals.js';
import { categoryOf } from '../../src/platform/fact.js';
import type { EventStoreDbDouble } from '../support/eventstoredb-double/eventstoredb-double.js';
import {
  Collector,
  beside,
  idsOf,
  inTime,
  insist,
  newCategory,
  newEvents,
  newStream,
} from './event-store-cases/store-under-test.js';
import { OnDouble, refusalOf, until } from './eventstoredb-on-double.js';

const on = new OnDouble();
afterEach(() => on.close());

/** Appends so many events to a stream that may exist, and says what stands then. */
async function grow(store: EventStoreDbStore, stream: string, count: number): Promise<void> {
  const last = (await store.read(stream, { direction: 'backwards', limit: 1 })).at(0);
  const events = newEvents(count);
  await insist(() => store.append(stream, last?.revision ?? 'none', events));
}

/** One line for every way in which a subscription ends without anybody having asked for it. */
const ends: readonly (readonly [string, (double: EventStoreDbDouble) => Promise<void> | void])[] = [
  ['its connection is reset', (double) => double.reset()],
  ['its connection is closed by the server only', (double) => double.halfClose()],
  ['the server is killed and started again', (double) => double.restart()],
  ['the server ends it as if that were all', (double) => double.faults.endSubscriptions('with success')],
  ['the server stops and closes it without a status', (double) => double.faults.endSubscriptions('without a status')],
];

describe.each(ends)('a subscription goes on when %s', (_, end) => {
  it.each(['everything', 'one category'] as const)('of %s, losing nothing and doubling nothing', async (what) => {
    const double = await on.double();
    const interruptions: unknown[] = [];
    const store = await on.store(double, { onInterrupted: (error) => interruptions.push(error) });
    const stream = newStream();
    const head = await store.head();
    const seen = new Collector();
    const selection = what === 'everything' ? {} : { categories: [categoryOf(stream)] };
    await beside(store.subscribeAll(head, selection, seen.handler), async () => {
      await grow(store, stream, 3);
      await seen.until(await store.head());
      await end(double);
      await until(() => interruptions.length > 0);
      await grow(store, stream, 3);
      const [last] = await store.read(stream, { direction: 'backwards', limit: 1 });
      await seen.until(last?.position ?? NaN);
    });
    expect(idsOf(seen.events)).toEqual(idsOf(await store.read(stream)));
    expect(seen.events.length).toBe(6);
  });
});

describe('a subscription', () => {
  it('that the server drops for slowness goes on at once', async () => {
    const double = await on.double({ profile: '23.10' });
    const interruptions: unknown[] = [];
    const store = await on.store(double, { onInterrupted: (error) => interruptions.push(error) });
    const stream = newStream();
    const seen = new Collector();
    await beside(store.subscribeAll(await store.head(), {}, seen.handler), async () => {
      await grow(store, stream, 1);
      await seen.until(await store.head());
      await grow(store, stream, 300);
      await seen.until(await store.head());
    });
    expect(interruptions).toEqual([expect.objectContaining({ type: 'timeout', code: 10 })]);
    expect(idsOf(seen.events)).toEqual(idsOf(await store.read(stream)));
  });

  it('that stands still behind the head is begun anew', async () => {
    const double = await on.double();
    const interruptions: unknown[] = [];
    const store = await on.store(double, { stallMs: 50, onInterrupted: (error) => interruptions.push(error) });
    const stream = newStream();
    const seen = new Collector();
    await beside(store.subscribeAll(await store.head(), {}, seen.handler), async () => {
      await grow(store, stream, 1);
      await seen.until(await store.head());
      double.faults.muted = true;
      await grow(store, stream, 1);
      await until(() => interruptions.length > 0);
      double.faults.muted = false;
      await seen.until(await store.head());
    });
    expect(idsOf(seen.events)).toEqual(idsOf(await store.read(stream)));
    expect(interruptions[0]).toMatchObject({ name: 'Stalled' });
  });

  it('is closed on the server when it is stopped, as every read is when it ends', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const stream = newStream();
    for (let round = 0; round < 5; round++) {
      const seen = new Collector();
      const categories = [categoryOf(stream)];
      await grow(store, stream, 40);
      await beside(store.subscribeAll(0, { categories }, seen.handler), async () => seen.until(await store.head()));
    }
    await inTime(
      'closed calls',
      until(() => double.open.subscriptions === 0 && double.open.reads === 0),
    );
  });

  it('stops at once, also while the server stands still', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const { position } = await store.append(newStream(), 'none', newEvents(1));
    double.freeze();
    const subscription = store.subscribeAll(position, {}, async () => undefined);
    await inTime('the stop', subscription.stop());
    await inTime('the end', subscription.ended);
  });

  it('hands nothing on twice that a server delivers again', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const stream = newStream();
    const { position } = await store.append(stream, 'none', newEvents(2));
    await grow(store, stream, 2);
    double.faults.resumesInclusively = true;
    const seen = new Collector();
    const end = await store.head();
    await beside(store.subscribeAll(position, {}, seen.handler), () => seen.until(end));
    expect(seen.events.map(({ revision }) => revision)).toEqual([2, 3]);
  });

  it('passes over links whose target is gone', async () => {
    const double = await on.double();
    const store = await on.store(double);
    await store.append(newStream(), 'none', newEvents(2));
    double.faults.linksWithoutTarget = true;
    const head = await store.head();
    const seen = new Collector();
    await beside(store.subscribeAll(0, {}, seen.handler), () => seen.until(head));
    expect([seen.events, seen.pages.at(-1)?.upTo]).toEqual([[], head]);
    expect(await store.readAll(0, { limit: 10 })).toEqual({ events: [], upTo: head });
  });
});

describe('a checkpoint', () => {
  it('does not overtake the facts in front of it', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const stream = newStream();
    for (let batch = 0; batch < 4; batch++) await grow(store, stream, 400);
    const seen = new Collector();
    const slow = async (page: Page): Promise<void> => {
      // Meanwhile events and checkpoints arrive: what was sent before the answer to a question is there with it.
      const ahead = Math.min(1_600, seen.events.length + 400);
      await until(() => double.counted.sentToSubscribers >= ahead);
      await store.head();
      await seen.handler(page);
    };
    await beside(store.subscribeAll(0, { categories: [categoryOf(stream)] }, slow), async () =>
      seen.until(await store.head()),
    );
    expect(seen.events.map(({ revision }) => revision)).toEqual(Array.from({ length: 1_600 }, (_, n) => n));
    let from = 0;
    for (const { events, upTo } of seen.pages) {
      expect(events.filter(({ position }) => position <= from || position > upTo)).toEqual([]);
      from = upTo;
    }
  });

  it.each([
    ['that means the end of time', 2n ** 64n - 1n],
    ['from 2^63 on', 2n ** 63n],
    ['older than what was handled', 1n],
  ])('%s moves nothing', async (_, position) => {
    const double = await on.double();
    const store = await on.store(double);
    const stream = newStream();
    await grow(store, stream, 5);
    double.faults.checkpointInstead = position;
    const head = await store.head();
    const seen = new Collector();
    await beside(store.subscribeAll(0, { categories: [categoryOf(stream)] }, seen.handler), () => seen.until(head));
    expect(idsOf(seen.events)).toEqual(idsOf(await store.read(stream)));
    expect(seen.pages.at(-1)?.upTo).toBe(head);
    expect(seen.pages.map(({ upTo }) => upTo)).toEqual([...seen.pages.map(({ upTo }) => upTo)].sort((a, b) => a - b));
  });

  it('of a later server that has found nothing yet hides none of the facts written meanwhile', async () => {
    const double = await on.double({ profile: '24' });
    const store = await on.store(double);
    const stream = newStream();
    const seen = new Collector();
    await beside(store.subscribeAll(0, { categories: [categoryOf(stream)] }, seen.handler), async () => {
      await seen.until(await store.head());
      await grow(store, stream, 3);
      await seen.until(await store.head());
    });
    expect(idsOf(seen.events)).toEqual(idsOf(await store.read(stream)));
  });

  it('carries a subscription over what it does not want', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const unwanted = newStream();
    for (let batch = 0; batch < 3; batch++) await grow(store, unwanted, 1_000);
    const seen = new Collector();
    await beside(store.subscribeAll(0, { categories: [newCategory()] }, seen.handler), async () =>
      seen.until(await store.head()),
    );
    const [first] = seen.pages;
    expect(seen.events).toEqual([]);
    expect(first?.upTo).toBeLessThan(await store.head());
    expect(seen.pages.at(-1)?.upTo).toBe(await store.head());
    // Only what stands behind the last checkpoint comes over the wire, to be sorted out here.
    expect(double.counted.sentToSubscribers).toBeLessThan(2_100);
  });
});

describe('a log restored from an older backup', () => {
  it.each(['23.10', '24'] as const)('ends a subscription that was ahead of it, on %s', async (profile) => {
    const double = await on.double({ profile });
    const store = await on.store(double);
    await store.append(newStream(), 'none', newEvents(3));
    const { position } = await store.append(newStream(), 'none', newEvents(3));
    await double.stop();
    double.restoreFirst(double.records - 4);
    await double.up();
    await insist(() => store.append(newStream(), 'none', newEvents(1)));
    const subscription = store.subscribeAll(position, {}, async () => undefined);
    expect(await inTime('the end', refusalOf(subscription.ended))).toEqual(new PositionNotInLog(position));
  });

  it('ends a subscription that was running', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const seen = new Collector();
    const subscription = store.subscribeAll(await store.head(), {}, seen.handler);
    const { position } = await store.append(newStream(), 'none', newEvents(3));
    await seen.until(position);
    await double.stop();
    double.restoreFirst(double.records - 2);
    await double.up();
    expect(await inTime('the end', refusalOf(subscription.ended))).toEqual(new PositionNotInLog(position));
  });

  it.each(['23.10', '24'] as const)('is told by a position at which nothing begins, on %s', async (profile) => {
    const double = await on.double({ profile });
    const store = await on.store(double);
    await store.append(newStream(), 'none', newEvents(3));
    const position = (await store.head()) - 1;
    const subscription = store.subscribeAll(position, {}, async () => undefined);
    expect(await inTime('the end', refusalOf(subscription.ended))).toEqual(new PositionNotInLog(position));
  });
});
