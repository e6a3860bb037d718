import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import { pageOf } from './page-of.js';
import { CaughtUp, Checkpoint } from './subscription-source.js';

function at(position: bigint, streamId = 'case-1'): AllStreamResolvedEvent {
  const event = {
    streamId,
    id: '0199a000-0000-7000-8000-000000000001',
    isJson: true,
    revision: 0n,
    type: 'SomethingHappened',
    created: new Date(0),
    data: {},
    metadata: { recordedAt: '2026-09-30T07:40:00.000Z' },
    position: { commit: position, prepare: position },
  } as AllStreamResolvedEvent['event'];
  return { event };
}

const checkpoint = (commit: bigint, prepare = commit) => new Checkpoint({ commit, prepare });
const everything = () => true;

it.each([
  ['facts behind one another', [at(5n), at(8n)], [5, 8], 8],
  ['a fact that was handled already', [at(3n), at(5n)], [5], 5],
  ['facts sent again', [at(5n), at(8n), at(5n), at(8n), at(9n)], [5, 8, 9], 9],
  ['a record of the store', [at(5n), at(8n, '$users')], [5], 8],
  ['a checkpoint behind the facts', [at(5n), checkpoint(9n)], [5], 9],
  ['a checkpoint at the beginning of a page without a match', [checkpoint(9n, 0n)], [], 9],
  ['a checkpoint between facts', [at(5n), checkpoint(7n), at(8n)], [5, 8], 8],
  ['an older checkpoint', [at(5n), checkpoint(2n)], [5], 5],
  ['a checkpoint that means the end of time', [at(5n), checkpoint(2n ** 64n - 1n)], [5], 5],
  ['a checkpoint from 2^63 on', [at(5n), checkpoint(2n ** 63n)], [5], 5],
  ['nothing but the news of having caught up', [new CaughtUp()], [], 3],
])('a page of %s', (_, items, positions, upTo) => {
  const page = pageOf(items, 3, everything);
  expect([page.events.map(({ position }) => position), page.upTo]).toEqual([positions, upTo]);
});

it('a page moves over what is not wanted', () => {
  const page = pageOf([at(5n), at(8n, 'person-1')], 3, ({ stream }) => stream === 'case-1');
  expect([page.events.map(({ position }) => position), page.upTo]).toEqual([[5], 8]);
});
