import type {
  Appended,
  EventStore,
  NewEvent,
  Page,
  Subscription,
} from '../../src/platform/event-store/event-store.port.js';
import type { JsonObject, Recorded } from '../../src/platform/fact.js';

/** What a broken store remembers over a restart of its twin. */
export interface Past {
  starts: number;
  lastAppend?: { readonly stream: string; readonly from: number };
  forgotten: { readonly stream: string; readonly from: number }[];
}

/** A store broken on purpose: how it is wrong, made from a sound one. */
export interface BrokenStore {
  readonly fault: string;
  make(sound: EventStore, past: Past): EventStore;
}

/** The sound store behind a plain object, so that single methods can be replaced. */
export function like(sound: EventStore): EventStore {
  return {
    append: (stream, expected, events) => sound.append(stream, expected, events),
    read: (stream, options) => sound.read(stream, options),
    readAll: (after, options) => sound.readAll(after, options),
    subscribeAll: (after, selection, handler) => sound.subscribeAll(after, selection, handler),
    head: () => sound.head(),
    logId: () => sound.logId(),
    resolve: (anchor) => sound.resolve(anchor),
    positionAt: (instant) => sound.positionAt(instant),
    lastOutside: (categories, upTo) => sound.lastOutside(categories, upTo),
    kinds: () => sound.kinds(),
    health: () => sound.health(),
    assertSound: () => sound.assertSound(),
    condemn: (damage) => sound.condemn(damage),
    close: () => sound.close(),
  };
}

export function withAppend(
  fault: string,
  append: (sound: EventStore, ...call: Parameters<EventStore['append']>) => Promise<Appended>,
): BrokenStore {
  return {
    fault,
    // The events as they are now: what a twin asks first must not give the caller time to change them.
    make: (sound) => ({
      ...like(sound),
      append: (stream, expected, events) => append(sound, stream, expected, events.map(asNow)),
    }),
  };
}

/** Breaks what every read of the store shows of a fact, page by page. */
export function withFacts(
  fault: string,
  change: (facts: readonly Recorded[], past: Past) => readonly Recorded[],
): BrokenStore {
  return {
    fault,
    make: (sound, past) => ({
      ...like(sound),
      read: async (stream, options) => change(await sound.read(stream, options), past),
      readAll: async (after, options) => {
        const page = await sound.readAll(after, options);
        return { ...page, events: change(page.events, past) };
      },
      subscribeAll: (after, selection, handler) =>
        sound.subscribeAll(after, selection, (page) => handler({ ...page, events: change(page.events, past) })),
    }),
  };
}

export function withSubscription(
  fault: string,
  subscribe: (sound: EventStore, ...call: Parameters<EventStore['subscribeAll']>) => Subscription,
): BrokenStore {
  return { fault, make: (sound) => ({ ...like(sound), subscribeAll: (...call) => subscribe(sound, ...call) }) };
}

/** Changes the pages a subscription hands out; the first one after a start is told apart. */
export function withPages(fault: string, change: (page: Page, first: boolean, after: number) => Page): BrokenStore {
  return withSubscription(fault, (sound, after, selection, handler) => {
    let first = true;
    return sound.subscribeAll(after, selection, async (page) => {
      const changed = change(page, first && page.events.length > 0, after);
      if (page.events.length > 0) first = false;
      await handler(changed);
    });
  });
}

/** A copy of an event; a malformed one that cannot be copied stays as it is. */
export function asNow(event: NewEvent): NewEvent {
  try {
    return structuredClone(event);
  } catch (error) {
    if ((error as Error).name === 'DataCloneError') return event;
    throw error;
  }
}

export async function lastOf(sound: EventStore, stream: string): Promise<Recorded | undefined> {
  return (await sound.read(stream, { direction: 'backwards', limit: 1 })).at(0);
}

export function mapTexts(data: JsonObject, change: (text: string) => string): JsonObject {
  return JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value === 'string' ? change(value) : value,
  ) as JsonObject;
}
