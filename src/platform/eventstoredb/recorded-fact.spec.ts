import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import { factIn, placeOf } from './recorded-fact.js';
import { ForeignRecord } from './refusals.js';

type Event = NonNullable<AllStreamResolvedEvent['event']>;

function resolved(parts: Partial<Event> = {}): AllStreamResolvedEvent {
  const event = {
    streamId: 'case-1',
    id: '0199a000-0000-7000-8000-000000000001',
    isJson: true,
    revision: 3n,
    type: 'SomethingHappened',
    created: new Date(0),
    data: { n: 1 },
    metadata: { recordedAt: '2026-09-30T07:40:00.000Z' },
    position: { commit: 90n, prepare: 90n },
    ...parts,
  } as Event;
  return { event };
}

it('a record is a fact with its place', () => {
  expect(placeOf(resolved())).toEqual({
    position: 90,
    fact: {
      type: 'SomethingHappened',
      data: { n: 1 },
      id: '0199a000-0000-7000-8000-000000000001',
      stream: 'case-1',
      revision: 3,
      position: 90,
      metadata: { recordedAt: '2026-09-30T07:40:00.000Z' },
    },
  });
});

it.each([
  ['of the store', resolved({ streamId: '$users', data: 'admin', metadata: undefined })],
  ['a link whose target is gone', { link: resolved().event } as AllStreamResolvedEvent],
])('a record %s is a place without a fact', (_, event) => {
  expect(placeOf(event)).toEqual({ position: 90 });
});

it.each([
  ['whose commit and prepare positions differ', resolved({ position: { commit: 91n, prepare: 90n } })],
  ['beyond what a number counts exactly', resolved({ position: { commit: 2n ** 53n, prepare: 2n ** 53n } })],
  ['without an envelope', resolved({ metadata: undefined })],
  ['whose envelope names no instant', resolved({ metadata: { $correlationId: 'c' } })],
  ['whose data are no object', resolved({ data: [1] })],
  ['whose data are bytes', resolved({ data: new Uint8Array([1]), metadata: undefined })],
])('a record %s is refused', (_, event) => {
  expect(() => placeOf(event)).toThrow(ForeignRecord);
});

it('a stream read that met a link without a target finds no fact there', () => {
  expect(factIn({ link: undefined })).toBeUndefined();
});
