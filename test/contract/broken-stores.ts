import { randomUUID } from 'node:crypto';
import type {
  Appended,
  EventStore,
  NewEvent,
  Page,
  PageHandler,
  Subscription,
} from '../../src/platform/event-store/event-store.port.js';
import {
  AppendTooLarge,
  InvalidAppend,
  StoreUnavailable,
  UnknownOutcome,
  WrongRevision,
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
function like(sound: EventStore): EventStore {
  return {
    append: (stream, expected, events) => sound.append(stream, expected, events),
    read: (stream, options) => sound.read(stream, options),
    readAll: (after, options) => sound.readAll(after, options),
    subscribeAll: (after, selection, handler) => sound.subscribeAll(after, selection, handler),
    head: () => sound.head(),
    logId: () => sound.logId(),
    resolve: (anchor) => sound.resolve(anchor),
    positionAt: (instant) => sound.positionAt(instant),
    close: () => sound.close(),
  };
}

function withAppend(
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
function withFacts(
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

function withSubscription(
  fault: string,
  subscribe: (sound: EventStore, ...call: Parameters<EventStore['subscribeAll']>) => Subscription,
): BrokenStore {
  return { fault, make: (sound) => ({ ...like(sound), subscribeAll: (...call) => subscribe(sound, ...call) }) };
}

/** Changes the pages a subscription hands out; the first one after a start is told apart. */
function withPages(fault: string, change: (page: Page, first: boolean, after: number) => Page): BrokenStore {
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
function asNow(event: NewEvent): NewEvent {
  try {
    return structuredClone(event);
  } catch (error) {
    if ((error as Error).name === 'DataCloneError') return event;
    throw error;
  }
}

async function lastOf(sound: EventStore, stream: string): Promise<Recorded | undefined> {
  return (await sound.read(stream, { direction: 'backwards', limit: 1 })).at(0);
}

function mapTexts(data: JsonObject, change: (text: string) => string): JsonObject {
  return JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value === 'string' ? change(value) : value,
  ) as JsonObject;
}

const brokenAppends: readonly BrokenStore[] = [
  withAppend('loses the last event of an append of five or more', async (sound, stream, expected, events) => {
    if (events.length < 5) return sound.append(stream, expected, events);
    return sound.append(stream, expected, events.slice(0, -1));
  }),
  withAppend('ignores the expected revision', async (sound, stream, expected, events) => {
    try {
      return await sound.append(stream, expected, events);
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
      return sound.append(stream, error.actual, events);
    }
  }),
  withAppend('lets a stream come into being at any revision', async (sound, stream, expected, events) => {
    const missing = expected === 0 && (await sound.read(stream, { limit: 1 })).length === 0;
    return sound.append(stream, missing ? 'none' : expected, events);
  }),
  withAppend('takes the word of a writer who is ahead', async (sound, stream, expected, events) => {
    const last = await lastOf(sound, stream);
    return sound.append(
      stream,
      last && expected !== 'none' && expected > last.revision ? last.revision : expected,
      events,
    );
  }),
  withAppend('names a wrong actual revision in a refusal', async (sound, stream, expected, events) => {
    try {
      return await sound.append(stream, expected, events);
    } catch (error) {
      if (error instanceof WrongRevision) throw new WrongRevision(stream, expected, expected);
      throw error;
    }
  }),
  withAppend('puts the events of an append in another order', (sound, stream, expected, events) =>
    sound.append(stream, expected, events.length === 7 ? [...events].reverse() : events),
  ),
  withAppend('answers with the revision of the first event', async (sound, stream, expected, events) => {
    const appended = await sound.append(stream, expected, events);
    return { ...appended, revision: appended.revision - events.length + 1 };
  }),
  withAppend('answers with the position of the first event', async (sound, stream, expected, events) => {
    const appended = await sound.append(stream, expected, events);
    return { ...appended, position: appended.position - events.length + 1 };
  }),
  withAppend('acknowledges before anything is written', async (sound, stream, expected, events) => {
    if (events.length !== 3 || expected === 'none' || expected < 5) return sound.append(stream, expected, events);
    const head = await sound.head();
    setImmediate(() => void sound.append(stream, expected, events).catch(() => undefined));
    return { revision: expected + events.length, position: head + events.length };
  }),
  {
    fault: 'lets both writers of a race win',
    make: (sound) => {
      const running = new Map<string, number>();
      return {
        ...like(sound),
        append: async (stream, expected, events) => {
          const key = `${stream} ${expected}`;
          running.set(key, (running.get(key) ?? 0) + 1);
          try {
            return await sound.append(stream, expected, events);
          } catch (error) {
            if (!(error instanceof WrongRevision) || (running.get(key) ?? 0) < 2 || error.actual === 'none')
              throw error;
            return { revision: error.actual, position: await sound.head() };
          } finally {
            setImmediate(() => running.delete(key));
          }
        },
      };
    },
  },
];

const brokenRepeats: readonly BrokenStore[] = [
  withAppend('writes a second copy when an append is repeated', async (sound, stream, expected, events) => {
    const last = await lastOf(sound, stream);
    if (last && last.id === events.at(-1)?.id) return sound.append(stream, last.revision, renewed(events));
    return sound.append(stream, expected, events);
  }),
  withAppend(
    'knows a repeated append only while it is the last of its stream',
    async (sound, stream, expected, events) => {
      const last = await lastOf(sound, stream);
      const repeated = (await sound.read(stream)).some(({ id }) => id === events[0]?.id);
      if (repeated && last && last.id !== events.at(-1)?.id) throw new WrongRevision(stream, expected, last.revision);
      return sound.append(stream, expected, events);
    },
  ),
  {
    fault: 'knows repeated appends of its own lifetime only',
    make: (sound, past) => {
      const mine = new Set<string>();
      return {
        ...like(sound),
        append: async (stream, expected, given) => {
          const events = given.map(asNow);
          const last = await lastOf(sound, stream);
          if (past.starts > 1 && last && last.id === events.at(-1)?.id && !mine.has(last.id)) {
            throw new WrongRevision(stream, expected, last.revision);
          }
          events.forEach(({ id }) => mine.add(id));
          return sound.append(stream, expected, events);
        },
      };
    },
  },
  {
    fault: 'does not recognise its own append while it is being written',
    make: (sound) => {
      const running = new Set<string>();
      return {
        ...like(sound),
        append: async (stream, expected, events) => {
          const [{ id } = { id: '' }] = events;
          if (running.has(id)) throw new WrongRevision(stream, expected, expected);
          running.add(id);
          try {
            return await sound.append(stream, expected, events);
          } finally {
            running.delete(id);
          }
        },
      };
    },
  },
  withAppend('knows ids wherever they stand', async (sound, stream, expected, events) => {
    const standing = await sound.read(stream);
    const at = standing.findIndex(({ id }) => id === events[0]?.id);
    const same = at >= 0 && events.every(({ id }, index) => standing[at + index]?.id === id);
    return sound.append(stream, same ? (at === 0 ? 'none' : at - 1) : expected, events);
  }),
  withAppend('compares the first id of a repeated append only', async (sound, stream, expected, events) => {
    const standing = await sound.read(stream, { from: expected === 'none' ? 0 : expected + 1 });
    const last = standing.at(-1);
    if (last && standing[0]?.id === events[0]?.id && standing[1]?.id !== events[1]?.id) {
      return { revision: last.revision, position: last.position };
    }
    return sound.append(stream, expected, events);
  }),
  withAppend('decides anew after an unknown outcome', async (sound, stream, expected, events) => {
    try {
      return await sound.append(stream, expected, events);
    } catch (error) {
      if (!(error instanceof UnknownOutcome)) throw error;
      const last = await lastOf(sound, stream);
      await sound.append(stream, last?.revision ?? 'none', renewed(events));
      throw error;
    }
  }),
  withAppend('calls an unknown outcome a failure', async (sound, stream, expected, events) => {
    try {
      return await sound.append(stream, expected, events);
    } catch (error) {
      if (error instanceof UnknownOutcome) throw new StoreUnavailable(error.message);
      throw error;
    }
  }),
];

function renewed(events: readonly NewEvent[]): readonly NewEvent[] {
  return events.map((event) => ({ ...event, id: randomUUID() }));
}

const brokenRefusals: readonly BrokenStore[] = [
  withAppend('keeps the sound events before a malformed one', async (sound, stream, expected, events) => {
    try {
      return await sound.append(stream, expected, events);
    } catch (error) {
      const bad = events.findIndex(({ type }) => type === '');
      if (bad > 0) await sound.append(stream, expected, events.slice(0, bad));
      throw error;
    }
  }),
  withAppend('repairs an id that is given twice', (sound, stream, expected, events) => {
    const ids = new Set<string>();
    const repaired = events.map((event) =>
      ids.has(event.id) ? { ...event, id: randomUUID() } : (ids.add(event.id), event),
    );
    return sound.append(stream, expected, repaired);
  }),
  withAppend('puts ids into lower case instead of refusing them', (sound, stream, expected, events) =>
    sound.append(
      stream,
      expected,
      events.map((event) => (typeof event.id === 'string' ? { ...event, id: event.id.toLowerCase() } : event)),
    ),
  ),
  {
    fault: 'is poisoned by a malformed append',
    make: (sound) => {
      let poisoned = 0;
      return {
        ...like(sound),
        append: async (stream, expected, events) => {
          if (poisoned > 30) {
            poisoned = 0;
            throw new StoreUnavailable('the connection is dead');
          }
          try {
            const appended = await sound.append(stream, expected, events);
            poisoned = 0;
            return appended;
          } catch (error) {
            if (error instanceof InvalidAppend) poisoned++;
            throw error;
          }
        },
      };
    },
  },
  withAppend('splits an append that is too large', async (sound, stream, expected, events) => {
    try {
      return await sound.append(stream, expected, events);
    } catch (error) {
      if (!(error instanceof AppendTooLarge)) throw error;
      const { revision } = await sound.append(stream, expected, events.slice(0, 2));
      return sound.append(stream, revision, events.slice(2));
    }
  }),
  withAppend('refuses an append already at the limit', async (sound, stream, expected, events) => {
    if (String(events[0]?.data?.text).length >= 80_000) throw new AppendTooLarge(1_048_577);
    return sound.append(stream, expected, events);
  }),
];

const brokenContents: readonly BrokenStore[] = [
  withFacts('replaces lone surrogates', (facts) =>
    facts.map((fact) => ({ ...fact, data: mapTexts(fact.data, (text) => text.toWellFormed()) })),
  ),
  withFacts('cuts texts at U+0000', (facts) =>
    facts.map((fact) => ({ ...fact, data: mapTexts(fact.data, (text) => text.split('\u0000')[0] ?? '') })),
  ),
  withFacts('keeps numbers in single precision', (facts) =>
    facts.map((fact) => ({
      ...fact,
      data: JSON.parse(JSON.stringify(fact.data), (_, value: unknown) =>
        typeof value === 'number' ? Math.fround(value) : value,
      ) as JsonObject,
    })),
  ),
  withAppend('writes null for what is undefined', (sound, stream, expected, events) =>
    sound.append(
      stream,
      expected,
      events.map((event) =>
        event.data !== null && typeof event.data === 'object' && 'absent' in event.data
          ? { ...event, data: { ...event.data, absent: null } }
          : event,
      ),
    ),
  ),
  {
    fault: 'hands out the same objects to every reader',
    make: (sound) => {
      const cache = new Map<string, Recorded>();
      const cached = (fact: Recorded): Recorded => {
        const known = cache.get(fact.id) ?? fact;
        cache.set(fact.id, known);
        return known;
      };
      return { ...like(sound), read: async (...call) => (await sound.read(...call)).map(cached) };
    },
  },
  {
    fault: 'looks at the caller’s objects after the call',
    make: (sound) => ({
      ...like(sound),
      append: async (...call) => {
        await sound.head();
        return sound.append(...call);
      },
    }),
  },
  {
    fault: 'forgets the last acknowledged append at a restart',
    make: (sound, past) => {
      if (past.lastAppend) past.forgotten.push(past.lastAppend);
      past.lastAppend = undefined;
      const kept = (facts: readonly Recorded[]): readonly Recorded[] =>
        facts.filter(
          ({ stream, revision }) => !past.forgotten.some((lost) => lost.stream === stream && revision >= lost.from),
        );
      return {
        ...like(sound),
        append: async (stream, expected, events) => {
          const appended = await sound.append(stream, expected, events);
          past.lastAppend = { stream, from: appended.revision - events.length + 1 };
          return appended;
        },
        read: async (...call) => kept(await sound.read(...call)),
        readAll: async (...call) => {
          const page = await sound.readAll(...call);
          return { ...page, events: kept(page.events) };
        },
      };
    },
  },
];

const brokenReads: readonly BrokenStore[] = [
  {
    fault: 'takes the first revision of a read as exclusive',
    make: (sound) => ({
      ...like(sound),
      read: (stream, options = {}) => {
        const step = options.direction === 'backwards' ? -1 : 1;
        if (options.from === undefined) return sound.read(stream, options);
        if (options.from + step < 0) return Promise.resolve([]);
        return sound.read(stream, { ...options, from: options.from + step });
      },
    }),
  },
  {
    fault: 'turns a backward read round',
    make: (sound) => ({
      ...like(sound),
      read: async (stream, options = {}) => {
        const facts = await sound.read(stream, options);
        return options.direction === 'backwards' ? [...facts].reverse() : facts;
      },
    }),
  },
  {
    fault: 'takes a limit of 0 for no limit',
    make: (sound) => ({
      ...like(sound),
      read: (stream, options = {}) =>
        sound.read(stream, options.limit === 0 ? { ...options, limit: undefined } : options),
    }),
  },
  {
    fault: 'stops at the end of the first page of a stream',
    make: (sound) => ({
      ...like(sound),
      read: (stream, options = {}) =>
        sound.read(stream, { ...options, limit: Math.min(options.limit ?? Infinity, 1_000) }),
    }),
  },
  {
    fault: 'finds a stream by the beginning of its name',
    make: (sound) => ({
      ...like(sound),
      read: async (stream, options) => {
        const facts = await sound.read(stream, options);
        return facts.length > 0 || !/^case\w+-1$/.test(stream) ? facts : sound.read(`${stream}2`, options);
      },
    }),
  },
  {
    fault: 'has no answer for a stream that does not exist',
    make: (sound) => ({
      ...like(sound),
      read: async (stream, options) => {
        const facts = await sound.read(stream, options);
        if (facts.length === 0 && !stream.includes('-')) throw new StoreUnavailable(`no stream ${stream}`);
        return facts;
      },
    }),
  },
  {
    fault: 'lets its head lag behind an append of three',
    make: (sound) => {
      let last = 0;
      return {
        ...like(sound),
        append: (stream, expected, events) => {
          last = events.length;
          return sound.append(stream, expected, events);
        },
        head: async () => (await sound.head()) - (last === 3 ? 1 : 0),
      };
    },
  },
];

const brokenLogs: readonly BrokenStore[] = [
  {
    fault: 'resumes the log at the position given instead of after it',
    make: (sound) => ({ ...like(sound), readAll: (after, options) => sound.readAll(Math.max(0, after - 1), options) }),
  },
  {
    fault: 'swaps two neighbours of the log',
    make: (sound) => ({
      ...like(sound),
      readAll: async (after, options) => {
        const page = await sound.readAll(after, options);
        const [first, second, ...others] = page.events;
        return first && second ? { ...page, events: [second, first, ...others] } : page;
      },
    }),
  },
  {
    fault: 'hands out more than the limit',
    make: (sound) => ({
      ...like(sound),
      readAll: (after, options) => sound.readAll(after, { ...options, limit: options.limit + 1 }),
    }),
  },
  {
    fault: 'ignores the categories',
    make: (sound) => ({
      ...like(sound),
      readAll: (after, options) => sound.readAll(after, { ...options, categories: undefined }),
      subscribeAll: (after, _, handler) => sound.subscribeAll(after, {}, handler),
    }),
  },
  {
    fault: 'takes a category for every name that begins like it',
    make: (sound) => {
      const wanted = (page: Page, categories?: readonly string[]): Page => ({
        ...page,
        events: page.events.filter(
          ({ stream }) => !categories || categories.some((category) => stream.startsWith(category)),
        ),
      });
      return {
        ...like(sound),
        readAll: async (after, { categories, ...options }) => wanted(await sound.readAll(after, options), categories),
        subscribeAll: (after, { categories }, handler) =>
          sound.subscribeAll(after, {}, (page) => handler(wanted(page, categories))),
      };
    },
  },
  {
    fault: 'takes no category for every category',
    make: (sound) => ({
      ...like(sound),
      readAll: (after, options) =>
        sound.readAll(after, options.categories?.length === 0 ? { ...options, categories: undefined } : options),
    }),
  },
  {
    fault: 'ignores the township',
    make: (sound) => ({
      ...like(sound),
      readAll: (after, options) => sound.readAll(after, { ...options, town: undefined }),
    }),
  },
  {
    fault: 'stops looking at the last wanted fact',
    make: (sound) => ({
      ...like(sound),
      readAll: async (after, options) => {
        const page = await sound.readAll(after, options);
        return { ...page, upTo: page.events.at(-1)?.position ?? after };
      },
    }),
  },
  {
    fault: 'gives every fact of an append the position of the last',
    make: (sound) => ({
      ...like(sound),
      read: async (stream, options) => {
        const facts = await sound.read(stream, options);
        return facts.map((fact) => ({ ...fact, position: facts.at(-1)?.position ?? 0 }));
      },
    }),
  },
  withFacts('loses the township of a fact', (facts) =>
    facts.map((fact) => ({ ...fact, metadata: { ...fact.metadata, townCode: undefined } })),
  ),
];

const brokenIdentities: readonly BrokenStore[] = [
  {
    fault: 'takes another identity at every start',
    make: (sound, past) => ({ ...like(sound), logId: async () => `${await sound.logId()}-${past.starts}` }),
  },
  {
    fault: 'gives every log the same identity',
    make: (sound) => ({ ...like(sound), logId: async () => 'the-event-log' }),
  },
  {
    fault: 'resolves an anchor to the next fact of the log',
    make: (sound) => ({ ...like(sound), resolve: async (anchor) => (await sound.resolve(anchor)) + 1 }),
  },
  {
    fault: 'resolves an anchor of no fact to the head',
    make: (sound) => ({ ...like(sound), resolve: (anchor) => sound.resolve(anchor).catch(() => sound.head()) }),
  },
  {
    fault: 'takes as known at an instant everything before the first later fact',
    make: (sound) => ({
      ...like(sound),
      positionAt: async (instant) => {
        const { events } = await sound.readAll(0, { limit: 100_000 });
        const mine = events.filter(({ metadata }) => metadata.recordedAt > '2026-10-01');
        const later = mine.find(({ metadata }) => metadata.recordedAt > instant);
        return later ? later.position - 1 : sound.head();
      },
    }),
  },
  {
    fault: 'takes an instant itself as not yet known',
    make: (sound) => ({
      ...like(sound),
      positionAt: (instant) =>
        sound.positionAt(
          instant === '9999-12-31T23:59:59.999Z' ? instant : new Date(Date.parse(instant) - 1).toISOString(),
        ),
    }),
  },
];

const brokenSubscriptions: readonly BrokenStore[] = [
  withPages('skips the first fact after a resumption', (page, first) =>
    first ? { ...page, events: page.events.slice(1) } : page,
  ),
  withSubscription('delivers the last fact once more at a resumption', (sound, after, selection, handler) =>
    sound.subscribeAll(Math.max(0, after - 1), selection, handler),
  ),
  withPages('delivers a fact twice within a page', ({ events, upTo }) => ({
    events: events.length === 2 ? [...events, ...events.slice(1)] : events,
    upTo,
  })),
  withSubscription('loses what comes between catching up and going live', (sound, after, selection, handler) => {
    let caughtUp = false;
    return sound.subscribeAll(after, selection, async (page) => {
      const missed = caughtUp ? page.events.slice(1) : page.events;
      caughtUp = true;
      await handler({ ...page, events: missed });
    });
  }),
  withPages('turns the facts of a page round', (page) => ({ ...page, events: [...page.events].reverse() })),
  {
    fault: 'shows every other subscriber another order',
    make: (sound) => {
      let subscribers = 0;
      return {
        ...like(sound),
        subscribeAll: (after, selection, handler) => {
          const odd = ++subscribers % 2 === 0;
          return sound.subscribeAll(after, selection, (page) =>
            handler(odd && page.events.length > 9 ? { ...page, events: [...page.events].reverse() } : page),
          );
        },
      };
    },
  },
  withPages('hands out facts it says it has not looked at', ({ events, upTo }) => ({
    events,
    upTo: events.length === 500 ? (events.at(-2)?.position ?? upTo) : upTo,
  })),
  withSubscription('never moves over facts that are not wanted', (sound, after, selection, handler) =>
    sound.subscribeAll(after, selection, async (page) => {
      const last = page.events.at(-1);
      if (last) await handler({ ...page, upTo: last.position });
    }),
  ),
  withSubscription('delivers nothing without a selection', (sound, after, selection, handler) =>
    sound.subscribeAll(after, selection.categories ? selection : { categories: [] }, handler),
  ),
  withSubscription('does not wait for its handler', (sound, after, selection, handler) =>
    sound.subscribeAll(after, selection, async (page) => void handler(page).catch(() => undefined)),
  ),
  withSubscription('stops without waiting for its handler', (sound, after, selection, handler) => {
    const subscription = sound.subscribeAll(after, selection, handler);
    return { ended: subscription.ended, stop: async () => void subscription.stop() };
  }),
  withSubscription('goes on after it was stopped', (sound, after, selection, handler) => {
    const subscription = sound.subscribeAll(after, selection, handler);
    let stops = 0;
    return {
      ended: subscription.ended,
      stop: async () => {
        stops++;
        if (stops === 1) await subscription.stop();
        sound.subscribeAll(after, selection, async (page) => void (await handler(page).catch(() => undefined)));
      },
    };
  }),
  withSubscription('stops only when another page has come', (sound, after, selection, handler) => {
    let calls = 0;
    const subscription = sound.subscribeAll(after, selection, async (page) => {
      calls++;
      await handler(page);
    });
    return {
      ended: subscription.ended,
      stop: () => (calls === 0 ? new Promise<void>(() => undefined) : subscription.stop()),
    };
  }),
  withSubscription('swallows the error of a handler and goes on', (sound, after, selection, handler) =>
    sound.subscribeAll(after, selection, (page) => handler(page).catch(() => undefined)),
  ),
  withSubscription('ends without an error when a handler fails', (sound, after, selection, handler) => {
    const subscription = sound.subscribeAll(after, selection, handler);
    return { stop: () => subscription.stop(), ended: subscription.ended.catch(() => undefined) };
  }),
  endsTogether(),
];

/** One subscription's failing handler ends all subscriptions of the store. */
function endsTogether(): BrokenStore {
  return {
    fault: 'ends every subscription when one handler fails',
    make: (sound) => {
      let failed = false;
      return {
        ...like(sound),
        subscribeAll: (after, selection, handler) => {
          failed = false;
          const guarded: PageHandler = async (page) => {
            if (failed) return;
            try {
              await handler(page);
            } catch (error) {
              failed = true;
              throw error;
            }
          };
          return sound.subscribeAll(after, selection, guarded);
        },
      };
    },
  };
}

/** All of them, in the order of the contract. */
export const brokenStores: readonly BrokenStore[] = [
  ...brokenAppends,
  ...brokenRepeats,
  ...brokenRefusals,
  ...brokenContents,
  ...brokenReads,
  ...brokenLogs,
  ...brokenIdentities,
  ...brokenSubscriptions,
];
