import { visitCounts } from '../support/counted-visits.js';
import { sendingAgain } from '../support/faults.js';
import { left, registered, visited } from '../support/log-of.js';
import { pureHash } from '../support/pure-hash.js';
import { useStage } from '../support/runners.js';

const stage = useStage();
const HOUSES = ['a', 'b', 'c', 'd'];

test('guarded writes of which the answer was lost and which are sent again apply each fact once', async () => {
  const again: string[] = [];
  const runner = await stage.start({ readStore: sendingAgain(stage.readStore, (request) => again.push(request)) });
  // Absent documents are inserted, known ones replaced at their position, and one ends and comes back to life.
  for (let n = 0; n < 5; n++) await stage.seen(...HOUSES.map((house) => visited(house)));
  await stage.seen(visited('e'), left('a'));
  await stage.seen(registered('a'), visited('a'), visited('a'));
  expect((await stage.stored()).map(({ _id, visits }) => [_id, visits] as unknown[])).toEqual([
    ['a', 2],
    ['b', 5],
    ['c', 5],
    ['d', 5],
    ['e', 1],
  ]);
  expect(await runner.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
  expect(runner.status()).toMatchObject([{ state: 'live', parked: 0, deadLetters: 0, error: undefined }]);
  expect(new Set(again)).toEqual(new Set(['bulkWrite visit-counts_v1_1', 'bulkWrite _registry']));
});
