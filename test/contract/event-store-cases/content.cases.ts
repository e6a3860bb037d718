import type { JsonObject } from '../../../src/platform/fact.js';
import type { EventStoreCase } from './store-under-test.js';
import { asRecorded, envelope, newEvent, newStream } from './store-under-test.js';

const texts: JsonObject = {
  chinese: '入户走访：老人独居，“一户一档”。',
  rare: '𠮷野家 㐀䶵 𡃁',
  emoji: '👩‍👩‍👧‍👦',
  combining: 'e\u0301 é',
  rightToLeft: '\u202eabc\u202c',
  nul: 'a\u0000b',
  controls: '\u0001\b\f\n\r\t\u001f\u007f\u2028\u2029',
  loneHigh: 'x\ud800y',
  loneLow: '\udfff',
  swapped: '\udc00\ud800',
  noncharacter: '\uffff\ufffe\ufeff',
  quotes: `"'\\/`,
  empty: '',
  '键 "with" \u0000 \ud800': 'also in names',
};

const values: JsonObject = {
  numbers: [0, -1, 0.1, 1e21, 5e-324, 1.7976931348623157e308, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER],
  nothing: null,
  yes: true,
  no: false,
  emptyList: [],
  emptyObject: {},
  nested: { a: [{ b: [[{ c: null }]] }] },
  $dollar: 1,
  length: 3,
  constructor: 'own',
};

export const contentCases: readonly EventStoreCase[] = [
  {
    name: 'every text survives exactly: Chinese, rare characters, U+0000, lone surrogates',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const event = {
        ...newEvent({ data: texts, type: '走访已记录' }),
        metadata: { ...envelope(), onBehalfOf: '\ud83d 代 \u0000 𠮷' },
      };
      const { position } = await store.append(stream, 'none', [event]);
      const reopened = await open.restart();
      expect(await reopened.read(stream)).toStrictEqual(asRecorded(stream, 0, [event], [position]));
    },
  },
  {
    name: 'numbers, empty and nested values survive exactly',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const own = JSON.parse('{"__proto__": {"own": 1}, "toString": 2}') as JsonObject;
      const events = [newEvent({ data: values }), newEvent({ data: own }), newEvent({ data: {} })];
      const { position } = await store.append(stream, 'none', events);
      const standing = await store.read(stream);
      expect(standing.map(({ data }) => JSON.stringify(data))).toEqual(events.map(({ data }) => JSON.stringify(data)));
      expect(standing.at(-1)?.position).toBe(position);
    },
  },
  {
    name: 'a field that is undefined is a field that is absent',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const event = newEvent({ data: { kept: 1, absent: undefined } });
      await store.append(stream, 'none', [{ ...event, metadata: { ...event.metadata, villageCode: undefined } }]);
      const [standing] = await store.read(stream);
      expect(standing?.data).toStrictEqual({ kept: 1 });
      expect(standing?.metadata).toStrictEqual(event.metadata);
    },
  },
  {
    name: 'what the caller does to its objects after the call changes no fact',
    async run(open) {
      const store = await open.open();
      const stream = newStream();
      const data = { list: [1, 2] };
      const appended = store.append(stream, 'none', [newEvent({ data })]);
      data.list.push(3);
      await appended;
      const [standing] = await store.read(stream);
      expect(standing?.data).toEqual({ list: [1, 2] });
      (standing?.data.list as number[]).push(4);
      expect((await store.read(stream)).map((fact) => fact.data)).toEqual([{ list: [1, 2] }]);
    },
  },
  {
    name: 'what was acknowledged stands after a restart, unchanged and at its position',
    async run(open) {
      const store = await open.open();
      const head = await store.head();
      const streams = [newStream(), newStream()];
      for (const stream of streams)
        await store.append(stream, 'none', [newEvent({ data: { n: 1 } }), newEvent({ town: '341881104' })]);
      await store.append(streams[0] ?? '', 1, [newEvent()]);
      const before = await store.readAll(head, { limit: 100 });
      const reopened = await open.restart();
      expect(await reopened.readAll(head, { limit: 100 })).toStrictEqual(before);
      expect(before.events.map(({ stream, revision }) => [streams.indexOf(stream), revision])).toEqual([
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
        [0, 2],
      ]);
    },
  },
];
