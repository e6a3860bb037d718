import { createHash } from 'node:crypto';
import {
  AppendTooLarge,
  InvalidAppend,
  MAX_APPEND_BYTES,
  UnknownOutcome,
  WrongRevision,
} from '../../../src/platform/event-store/event-store.port.js';
import type { EventStore, Expected, NewEvent } from '../../../src/platform/event-store/event-store.port.js';
import type { EventStoreCase } from './store-under-test.js';
import { idsOf, insist, newEvent, newEvents, newStream } from './store-under-test.js';

async function idsIn(store: EventStore, stream: string): Promise<readonly string[]> {
  return idsOf(await store.read(stream));
}

/** The refusal, or what was answered instead. */
async function refusalOf(append: Promise<unknown>): Promise<unknown> {
  return append.then(
    (answer) => ({ answeredInstead: answer }),
    (error: unknown) => error,
  );
}

function wrongRevision(stream: string, expected: Expected, actual: Expected): Record<string, unknown> {
  return { name: 'WrongRevision', stream, expected, actual };
}

function seen(error: unknown): unknown {
  if (!(error instanceof WrongRevision)) return error;
  return { name: error.name, stream: error.stream, expected: error.expected, actual: error.actual };
}

export const revisionCases: readonly EventStoreCase[] = [
  {
    name: 'an append answers the revision and the position of its last event',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const first = await store.append(stream, 'none', newEvents(1));
      const second = await store.append(stream, 0, newEvents(3));
      expect([first.revision, second.revision]).toEqual([0, 3]);
      const standing = await store.read(stream);
      expect([first.position, second.position]).toEqual([standing.at(0)?.position, standing.at(-1)?.position]);
    },
  },
  {
    name: 'a stream that must not exist is refused when it does',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const standing = newEvents(2);
      await store.append(stream, 'none', standing);
      expect(seen(await refusalOf(store.append(stream, 'none', newEvents(1))))).toEqual(
        wrongRevision(stream, 'none', 1),
      );
      expect(await idsIn(store, stream)).toEqual(idsOf(standing));
    },
  },
  {
    name: 'a revision of a stream that does not exist is refused',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      expect(seen(await refusalOf(store.append(stream, 0, newEvents(1))))).toEqual(wrongRevision(stream, 0, 'none'));
      expect(await idsIn(store, stream)).toEqual([]);
    },
  },
  {
    name: 'a revision behind or ahead of the stream is refused and the actual one named',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const standing = newEvents(3);
      await store.append(stream, 'none', standing);
      expect(seen(await refusalOf(store.append(stream, 1, newEvents(1))))).toEqual(wrongRevision(stream, 1, 2));
      expect(seen(await refusalOf(store.append(stream, 3, newEvents(1))))).toEqual(wrongRevision(stream, 3, 2));
      expect(await idsIn(store, stream)).toEqual(idsOf(standing));
    },
  },
  {
    name: 'the events of an append stand in the order given',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const events = newEvents(7);
      await store.append(stream, 'none', events);
      expect((await store.read(stream)).map(({ id, revision }) => [id, revision])).toEqual(
        events.map(({ id }, index) => [id, index]),
      );
    },
  },
  {
    name: 'revisions are gapless over appends of every size',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      let last: Expected = 'none';
      for (const size of [1, 5, 2, 1, 9, 3]) last = (await store.append(stream, last, newEvents(size))).revision;
      expect((await store.read(stream)).map(({ revision }) => revision)).toEqual(
        Array.from({ length: 21 }, (_, n) => n),
      );
    },
  },
  {
    name: 'of two writers at one revision exactly one wins, in every race',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      let last = -1;
      const winners: string[] = [];
      for (let race = 0; race < 20; race++) {
        const entries = [newEvents(1 + (race % 2)), newEvents(2)];
        const expected: Expected = last < 0 ? 'none' : last;
        const results: PromiseSettledResult<unknown>[] = await Promise.allSettled(
          entries.map((events) => store.append(stream, expected, events)),
        );
        const won = results.findIndex(({ status }) => status === 'fulfilled');
        const lost = results[1 - won];
        expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        const winner = entries[won] ?? [];
        last += winner.length;
        expect(seen(lost?.status === 'rejected' ? lost.reason : lost)).toEqual(wrongRevision(stream, expected, last));
        winners.push(...idsOf(winner));
      }
      expect(await idsIn(store, stream)).toEqual(winners);
    },
  },
  {
    name: '64 writers at once: every acknowledged event stands exactly once, every refused one nowhere',
    async run(open) {
      const store = await open.open();
      const streams = Array.from({ length: 8 }, () => newStream());
      const acknowledged = new Map<string, string[]>(streams.map((stream) => [stream, []]));
      await Promise.all(
        Array.from({ length: 64 }, (_, writer) => writeTwoAppends(store, streams[writer % 8] ?? '', acknowledged)),
      );
      for (const stream of streams) {
        const standing = await store.read(stream);
        expect(standing.map(({ revision }) => revision)).toEqual(Array.from({ length: 32 }, (_, n) => n));
        expect(idsOf(standing)).toEqual(acknowledged.get(stream));
      }
    },
  },
];

/** Two appends of two events each; whoever meets a newer revision tries again with new events. */
async function writeTwoAppends(store: EventStore, stream: string, acknowledged: Map<string, string[]>): Promise<void> {
  let expected: Expected = 'none';
  for (let done = 0, tries = 0; done < 2; tries++) {
    if (tries > 100) throw new Error('a writer met a newer revision 100 times: somebody is told a wrong one');
    const events = newEvents(2);
    try {
      const { revision } = await store.append(stream, expected, events);
      // Answers of one stream come in the order of its revisions, but look at the place, not at the hour.
      const list = acknowledged.get(stream) ?? [];
      events.forEach(({ id }, index) => (list[revision - 1 + index] = id));
      expected = revision;
      done++;
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
      expected = error.actual;
    }
  }
}

export const repeatCases: readonly EventStoreCase[] = [
  {
    name: 'the same append once more has the first answer and writes nothing',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      await store.append(stream, 'none', newEvents(2));
      const events = newEvents(3);
      const first = await store.append(stream, 1, events);
      const head = await store.head();
      expect(await store.append(stream, 1, events)).toEqual(first);
      expect(await store.head()).toBe(head);
      expect((await idsIn(store, stream)).slice(2)).toEqual(idsOf(events));
    },
  },
  {
    name: 'the same append after later events has the first answer',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const events = newEvents(2);
      const first = await store.append(stream, 'none', events);
      const later = newEvents(2);
      await store.append(stream, 1, later);
      expect(await store.append(stream, 'none', events)).toEqual(first);
      expect(await idsIn(store, stream)).toEqual(idsOf([...events, ...later]));
    },
  },
  {
    name: 'the same append after a restart has the first answer',
    async run(open) {
      const stream = newStream();
      const events = newEvents(2);
      const first = await (await open.open()).append(stream, 'none', events);
      const store = await open.restart();
      expect(await store.append(stream, 'none', events)).toEqual(first);
      expect(await idsIn(store, stream)).toEqual(idsOf(events));
    },
  },
  {
    name: 'the same append five times at once is written once and answered alike',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const events = newEvents(2);
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => insist(() => store.append(stream, 'none', events))),
      );
      const standing = await store.read(stream);
      expect(idsOf(standing)).toEqual(idsOf(events));
      expect(answers).toEqual(Array(5).fill({ revision: 1, position: standing.at(-1)?.position }));
    },
  },
  {
    name: 'the same ids at another revision are refused',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      await store.append(stream, 'none', newEvents(2));
      const events = newEvents(1);
      await store.append(stream, 1, events);
      await store.append(stream, 2, newEvents(1));
      expect(seen(await refusalOf(store.append(stream, 0, events)))).toEqual(wrongRevision(stream, 0, 3));
      expect(seen(await refusalOf(store.append(stream, 'none', events)))).toEqual(wrongRevision(stream, 'none', 3));
      expect((await store.read(stream)).map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
    },
  },
  {
    name: 'an append that agrees only in part with what stands is refused whole',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const [a, b] = [newEvent(), newEvent()];
      await store.append(stream, 'none', [a, b]);
      for (const other of [
        [a, b, newEvent()],
        [a, newEvent()],
        [b, a],
        [newEvent(), b],
      ]) {
        expect(seen(await refusalOf(store.append(stream, 'none', other)))).toEqual(wrongRevision(stream, 'none', 1));
      }
      expect(await idsIn(store, stream)).toEqual(idsOf([a, b]));
    },
  },
  {
    name: 'an append whose answer was lost stands once after it was tried again',
    needs: 'loseNextAnswer',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      await store.append(stream, 'none', newEvents(1));
      const events = newEvents(2);
      open.loseNextAnswer?.();
      expect(await refusalOf(store.append(stream, 0, events))).toBeInstanceOf(UnknownOutcome);
      const answer = await insist(() => store.append(stream, 0, events));
      const standing = await store.read(stream, { from: 1 });
      expect(idsOf(standing)).toEqual(idsOf(events));
      expect(answer).toEqual({ revision: 2, position: standing.at(-1)?.position });
    },
  },
];

/** Malformed on purpose: what a caller's types forbid may still arrive at run time. */
function broken(parts: Record<string, unknown>): NewEvent {
  return { ...newEvent(), ...parts };
}

function ring(): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  data.self = data;
  return data;
}

const malformed: readonly (readonly [string, readonly NewEvent[]])[] = [
  ['no event', []],
  ['an id that is no UUID', [broken({ id: 'visit-1' })]],
  ['an id without dashes', [broken({ id: '0199a0000000700080000000000000aa' })]],
  ['the nil id', [broken({ id: '00000000-0000-0000-0000-000000000000' })]],
  ['an id in capitals', [broken({ id: '0199A000-0000-7000-8000-0000000000AA' })]],
  ['no id', [broken({ id: undefined })]],
  ['an empty type', [broken({ type: '' })]],
  ['no type', [broken({ type: undefined })]],
  ['no data', [broken({ data: undefined })]],
  ['data null', [broken({ data: null })]],
  ['data a list', [broken({ data: [1] })]],
  ['data a text', [broken({ data: 'text' })]],
  ['a bigint', [broken({ data: { n: 1n } })]],
  ['not a number', [broken({ data: { n: NaN } })]],
  ['an infinite number', [broken({ data: { deep: [{ n: -Infinity }] } })]],
  ['a date object', [broken({ data: { at: new Date(0) } })]],
  ['a function', [broken({ data: { f: () => 1 } })]],
  ['a ring', [broken({ data: ring() })]],
  ['a hole in a list', [broken({ data: { list: [undefined] } })]],
  ['metadata that is not flat', [broken({ metadata: { ...newEvent().metadata, nested: { a: 'b' } } })]],
  ['no metadata', [broken({ metadata: undefined })]],
  ['no recordedAt', [broken({ metadata: { ...newEvent().metadata, recordedAt: undefined } })]],
];

const badStreams = [
  '',
  '$all',
  '$$x',
  'case-\n1',
  'case-\t1',
  'case-\u0000',
  'case-\u007f',
  'case-入户',
  'case-\ud800',
];

export const refusalCases: readonly EventStoreCase[] = [
  {
    name: 'a malformed append is refused and the store works on',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      for (const [what, events] of malformed) {
        expect([what, await refusalOf(store.append(stream, 'none', events))]).toEqual([
          what,
          expect.any(InvalidAppend),
        ]);
      }
      for (const name of badStreams) {
        expect([name, await refusalOf(store.append(name, 'none', newEvents(1)))]).toEqual([
          name,
          expect.any(InvalidAppend),
        ]);
      }
      for (const expected of [-1, 0.5, NaN, undefined, 'any'] as Expected[]) {
        expect([expected, await refusalOf(store.append(stream, expected, newEvents(1)))]).toEqual([
          expected,
          expect.any(InvalidAppend),
        ]);
      }
      const sound = newEvents(1);
      await store.append(stream, 'none', sound);
      expect(await idsIn(store, stream)).toEqual(idsOf(sound));
    },
  },
  {
    name: 'an append with one malformed event among sound ones leaves nothing',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const head = await store.head();
      const refused = [newEvent(), newEvent(), broken({ type: '' }), newEvent()];
      expect(await refusalOf(store.append(stream, 'none', refused))).toBeInstanceOf(InvalidAppend);
      expect([await idsIn(store, stream), await store.head()]).toEqual([[], head]);
    },
  },
  {
    name: 'an id given twice in one append is refused',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const event = newEvent();
      expect(await refusalOf(store.append(stream, 'none', [event, newEvent(), event]))).toBeInstanceOf(InvalidAppend);
      expect(await idsIn(store, stream)).toEqual([]);
    },
  },
  {
    name: 'an append over the limit is refused whole, one at the limit stands',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const atLimit = appendOfBytes(MAX_APPEND_BYTES);
      const over = appendOfBytes(MAX_APPEND_BYTES + 1);
      expect(await refusalOf(store.append(stream, 'none', over))).toMatchObject({
        name: 'AppendTooLarge',
        bytes: MAX_APPEND_BYTES + 1,
      });
      expect(await refusalOf(store.append(stream, 'none', over))).toBeInstanceOf(AppendTooLarge);
      expect(await idsIn(store, stream)).toEqual([]);
      await store.append(stream, 'none', atLimit);
      expect((await store.read(stream)).map(digest)).toEqual(atLimit.map(digest));
    },
  },
];

/** Instead of megabytes in an error message. */
function digest({ id, data }: { readonly id: string; readonly data: object }): string {
  return `${id} ${createHash('sha256').update(JSON.stringify(data)).digest('hex')}`;
}

/** Four events that together count for exactly so many bytes; the text is of three-byte letters and padding. */
function appendOfBytes(bytes: number): readonly NewEvent[] {
  const sizeOf = ({ type, data, metadata }: NewEvent): number =>
    Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(metadata)) + 2 * Buffer.byteLength(type);
  const events = Array.from({ length: 4 }, (_, n) => newEvent({ data: { n, text: '访'.repeat(80_000) } }));
  const missing = bytes - events.reduce((sum, event) => sum + sizeOf(event), 0);
  const [first, ...others] = events;
  if (!first) return [];
  return [{ ...first, data: { n: 0, text: `${String(first.data.text)}${'a'.repeat(missing)}` } }, ...others];
}
