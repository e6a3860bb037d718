import type {
  EventStore,
  Page,
  PageHandler,
  Selection,
  Subscription,
} from '../../src/platform/event-store/event-store.port.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import type { Timer } from '../../src/platform/read-store/timer.js';

/**
 * The end of a process at its n-th request to the outside: the request is not sent (`before`) or its answer is lost
 * (`after`); from then on nothing comes through any more. 0 = never.
 */
export class Crash {
  readonly happened: Promise<void>;
  steps = 0;
  over = false;
  private announce: () => void = () => undefined;

  constructor(
    private readonly at: number,
    private readonly when: 'before' | 'after',
    /** Which requests count; the others pass while the process lives. */
    private readonly counts: (request: string) => boolean = () => true,
  ) {
    this.happened = new Promise((resolve) => (this.announce = resolve));
  }

  async step<T>(request: string, work: () => Promise<T>): Promise<T> {
    if (this.over) throw new Error('the process is gone');
    if (!this.counts(request)) return work();
    const last = ++this.steps === this.at;
    if (last && this.when === 'before') this.end(request);
    const answer = await work();
    if (last) this.end(request);
    return answer;
  }

  private end(request: string): never {
    this.over = true;
    this.announce();
    throw new Error(`the process ended ${this.when} ${request}`);
  }
}

const REQUESTS = [
  'insertOne', 'insertMany', 'bulkWrite', 'updateOne', 'replaceOne', 'deleteMany', 'findOneAndUpdate', 'createIndexes', 'drop',
  'countDocuments', 'toArray', 'findOne', 'deleteOne',
]; // prettier-ignore
const CHAINED = ['find', 'sort', 'limit', 'listIndexes'];

/** A read store whose every request goes through a crash. */
export function crashingReadStore(readStore: ReadStore, crash: Pick<Crash, 'step'>): ReadStore {
  const db = new Proxy(readStore.db, {
    get: (target, name) =>
      name === 'collection' ? (of: string) => watched(target.collection(of), of, crash) : bound(target, name),
  });
  return { db: db, close: () => readStore.close() };
}

/**
 * A read store on whose way every answer to a bulk write gets lost, so that each is sent again; what comes back is the
 * answer to the second. Harder than the driver's retryable writes, of which a server remembers the first.
 */
export function sendingAgain(readStore: ReadStore, noted: (request: string) => void): ReadStore {
  const twice = {
    step: async <T>(request: string, work: () => Promise<T>): Promise<T> => {
      if (!request.startsWith('bulkWrite ')) return work();
      noted(request);
      await work().catch((refused: unknown) => noted(`${request}: ${String(refused)}`));
      return work();
    },
  };
  return crashingReadStore(readStore, twice);
}

function watched<T extends object>(target: T, collection: string, crash: Pick<Crash, 'step'>): T {
  return new Proxy(target, {
    get: (_, name) => {
      const method = bound(target, name);
      if (typeof method !== 'function') return method;
      if (REQUESTS.includes(String(name))) {
        return (...args: unknown[]) =>
          crash.step(`${String(name)} ${collection}`, () => method(...args) as Promise<unknown>);
      }
      if (CHAINED.includes(String(name)))
        return (...args: unknown[]) => watched(method(...args) as object, collection, crash);
      return method;
    },
  });
}

function bound(target: object, name: string | symbol): ((...args: unknown[]) => unknown) | undefined {
  const value = Reflect.get(target, name, target) as unknown;
  return typeof value === 'function' ? (value.bind(target) as (...args: unknown[]) => unknown) : (value as undefined);
}

/** An event store whose reads go through a crash. */
export function crashingEventStore(store: EventStore, crash: Crash): EventStore {
  return wrapped(store, {
    read: (...args) => crash.step('read', () => store.read(...args)),
    readAll: (...args) => crash.step('readAll', () => store.readAll(...args)),
    head: () => crash.step('head', () => store.head()),
    logId: () => crash.step('logId', () => store.logId()),
  });
}

/** An event store that hands out other pages than it should; `meddle` sees each page before the handler does. */
export function meddlingEventStore(
  store: EventStore,
  meddle: (page: Page, hand: PageHandler) => Promise<void>,
): EventStore {
  return wrapped(store, {
    subscribeAll: (after: number, selection: Selection, handler: PageHandler): Subscription =>
      store.subscribeAll(after, selection, (page) => meddle(page, handler)),
  });
}

export function wrapped(store: EventStore, changes: Partial<EventStore>): EventStore {
  return {
    append: (...args) => store.append(...args),
    read: (...args) => store.read(...args),
    readAll: (...args) => store.readAll(...args),
    subscribeAll: (...args) => store.subscribeAll(...args),
    head: () => store.head(),
    logId: () => store.logId(),
    resolve: (anchor) => store.resolve(anchor),
    positionAt: (instant) => store.positionAt(instant),
    lastOutside: (...args) => store.lastOutside(...args),
    kinds: () => store.kinds(),
    health: () => store.health(),
    assertSound: (...args) => store.assertSound(...args),
    condemn: (damage) => store.condemn(damage),
    close: () => store.close(),
    ...changes,
  };
}

/** A clock that stands still: pauses end only when they are aborted. */
export const stoppedTimer: Timer = {
  elapsed: () => 0,
  pause: (_, { signal } = {}) =>
    new Promise((resolve) => {
      if (signal?.aborted) resolve();
      signal?.addEventListener('abort', () => resolve(), { once: true });
    }),
};

/** Pauses take no time and are written down. */
export class EagerTimer implements Timer {
  readonly pauses: number[] = [];
  private now = 0;

  elapsed(): number {
    return this.now;
  }

  async pause(milliseconds: number): Promise<void> {
    this.pauses.push(milliseconds);
    this.now += milliseconds;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
