import type { Page, PageHandler } from '../../src/platform/event-store/event-store.port.js';
import { StoreUnavailable } from '../../src/platform/event-store/event-store.port.js';
import type { BrokenStore } from './broken-store.js';
import { like, withFacts, withPages, withSubscription } from './broken-store.js';

export const brokenReads: readonly BrokenStore[] = [
  {
    fault: 'tells kinds of facts without their versions',
    make: (sound) => ({
      ...like(sound),
      kinds: async () => {
        const kinds = await sound.kinds();
        return kinds.filter(
          ({ category, type }, nth) =>
            nth === kinds.findIndex((kind) => kind.category === category && kind.type === type),
        );
      },
    }),
  },
  {
    fault: 'counts every fact as one outside of any category',
    make: (sound) => ({
      ...like(sound),
      lastOutside: (_, upTo) => sound.lastOutside([], upTo),
    }),
  },
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

export const brokenLogs: readonly BrokenStore[] = [
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
    fault: 'ignores the types',
    make: (sound) => ({
      ...like(sound),
      readAll: (after, options) => sound.readAll(after, { ...options, types: undefined }),
      subscribeAll: (after, selection, handler) =>
        sound.subscribeAll(after, { ...selection, types: undefined }, handler),
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

export const brokenIdentities: readonly BrokenStore[] = [
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

export const brokenSubscriptions: readonly BrokenStore[] = [
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
    let looked = after;
    const subscription = sound.subscribeAll(after, selection, async (page) => {
      looked = page.upTo;
      await handler(page);
    });
    let stopped: Promise<void> | undefined;
    const stopOnceAndGoOn = async (): Promise<void> => {
      await subscription.stop();
      sound.subscribeAll(looked, selection, (page) => handler(page).catch(() => undefined));
    };
    return { ended: subscription.ended, stop: () => (stopped ??= stopOnceAndGoOn()) };
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
