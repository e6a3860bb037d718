import type { EventStoreDbOptions, EventStoreDbStore } from '../../src/platform/eventstoredb/eventstoredb.store.js';
import { openEventStoreDb } from '../../src/platform/eventstoredb/eventstoredb.store.js';
import type { DoubleOptions } from '../support/eventstoredb-double/eventstoredb-double.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/eventstoredb-double.js';

/** Doubles and stores of one spec file; whatever a test opens is closed after it. */
export class OnDouble {
  private readonly doubles: EventStoreDbDouble[] = [];
  private readonly stores: EventStoreDbStore[] = [];

  async double(options: DoubleOptions = {}): Promise<EventStoreDbDouble> {
    const double = await EventStoreDbDouble.start(options);
    this.doubles.push(double);
    return double;
  }

  async store(double: EventStoreDbDouble, options: Partial<EventStoreDbOptions> = {}): Promise<EventStoreDbStore> {
    const store = await openEventStoreDb({ url: double.url, ...options });
    this.stores.push(store);
    return store;
  }

  async close(): Promise<void> {
    this.doubles.forEach((double) => double.thaw());
    for (const store of this.stores.splice(0)) await store.close();
    for (const double of this.doubles.splice(0)) await double.stop();
  }
}

/** What an answer was refused with, or what was answered instead. */
export async function refusalOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    (value) => ({ answeredInstead: value }),
    (error: unknown) => error,
  );
}

/** A loop that outlives its test keeps the whole run from ending. */
const GIVE_UP_AFTER_MS = 30_000;

/** Resolves as soon as a condition holds that nobody announces: looked at between two turns of the event loop. */
export async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + GIVE_UP_AFTER_MS;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`never came true: ${condition.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
