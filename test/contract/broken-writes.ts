import { randomUUID } from 'node:crypto';
import type { NewEvent } from '../../src/platform/event-store/event-store.port.js';
import {
  AppendTooLarge,
  InvalidAppend,
  StoreUnavailable,
  UnknownOutcome,
  WrongRevision,
} from '../../src/platform/event-store/event-store.port.js';
import type { JsonObject, Recorded } from '../../src/platform/fact.js';
import type { BrokenStore } from './broken-store.js';
import { asNow, lastOf, like, mapTexts, withAppend, withFacts } from './broken-store.js';

export const brokenAppends: readonly BrokenStore[] = [
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

export const brokenRepeats: readonly BrokenStore[] = [
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

export const brokenRefusals: readonly BrokenStore[] = [
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

export const brokenContents: readonly BrokenStore[] = [
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
