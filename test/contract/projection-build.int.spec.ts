import { Build } from '../../src/platform/projections/build.js';
import { BuildNotAsWritten } from '../../src/platform/projections/build-check.js';
import { hashOfCollection } from '../../src/platform/projections/projection-hash.js';
import { visitCounts } from '../support/counted-visits.js';
import { joined, left, registered, visited } from '../support/log-of.js';
import { pureHash } from '../support/pure-hash.js';
import { recorded } from '../support/recorded.js';
import { useStage } from '../support/runners.js';

const stage = useStage();
const HOUSES = ['a', 'b', 'c', 'd', 'e'];
const MANY = Array.from({ length: 200 }, (_, n) => `h${String(n).padStart(3, '0')}`);
const FACTS = recorded(
  Array.from({ length: 60 }, (_, n) => [
    joined(HOUSES[n % 5] ?? 'a', HOUSES[(n * 2) % 5] ?? 'b'),
    n % 7 === 3 ? left(HOUSES[n % 5] ?? 'a') : visited(HOUSES[(n + 1) % 5] ?? 'c'),
  ]).flat(),
);

test.each([1, 2, 5, 200])('a build that is written down every %s pages has the same content', async (every) => {
  const build = new Build(stage.readStore.db, visitCounts(), 'built', 'park');
  for (let page = 0; page * 10 < FACTS.length; page++) {
    await build.fold(FACTS.slice(page * 10, page * 10 + 10));
    if (page % every === every - 1) await build.spill();
  }
  await build.finish();
  expect(await hashOfCollection(stage.readStore.db, 'built')).toBe(pureHash(visitCounts(), FACTS));
});

test('what began and ended before anything was stored leaves no trace', async () => {
  const build = new Build(stage.readStore.db, visitCounts(), 'built', 'park');
  await build.fold(recorded([registered('a'), left('a'), registered('b')]));
  await build.finish();
  expect((await stage.readStore.db.collection('built').find({}).toArray()).map(({ _id }) => String(_id))).toEqual([
    'b',
  ]);
});

test('a key that broke in one page stays parked in the pages behind it', async () => {
  const projection = visitCounts({
    before: (fact) => {
      if (fact.position === 2) throw new Error('broken');
    },
  });
  const build = new Build(stage.readStore.db, projection, 'built', 'park');
  const facts = recorded([visited('a'), visited('a'), visited('b'), visited('a'), visited('b')]);
  for (const fact of facts) await build.fold([fact]);
  await build.finish();
  const documents = await stage.readStore.db.collection('built').find({}).sort({ _id: 1 }).toArray();
  expect(documents.map(({ _id, visits, position }) => [String(_id), visits, position] as unknown[])).toEqual([
    ['a', 1, 1],
    ['b', 2, 5],
  ]);
  const letters = await stage.readStore.db.collection('_dead_letters').find({}).sort({ position: 1 }).toArray();
  expect(letters.map(({ key, position }) => [key, position] as unknown[])).toEqual([
    ['a', 2],
    ['a', 4],
  ]);
});

test('documents that contradict a unique index are never put in place', async () => {
  const projection = visitCounts({ indexes: [{ name: 'one_visit', key: { visits: 1 }, unique: true }] });
  const build = new Build(stage.readStore.db, projection, 'built', 'park');
  await build.fold(recorded([registered('a'), registered('b')]));
  await expect(build.finish()).rejects.toThrow(
    'projection visit-counts: two documents share what a unique index says is one',
  );
});

test('a collection somebody else writes into is not used', async () => {
  const build = new Build(stage.readStore.db, visitCounts(), 'built', 'park');
  await stage.readStore.db.collection<{ _id: string }>('built').insertOne({ _id: 'a' });
  await build.fold(recorded([registered('a')]));
  await expect(build.finish()).rejects.toThrow('somebody else writes into built');
});

test('a build of which the read store has lost a document is not used', async () => {
  const build = new Build(stage.readStore.db, visitCounts(), 'built', 'park');
  await build.fold(recorded(MANY.map((house) => registered(house))));
  await build.spill();
  await stage.readStore.db.collection<{ _id: string }>('built').deleteMany({ _id: 'h007' });
  await expect(build.finish()).rejects.toEqual(
    new BuildNotAsWritten('built: 200 documents were written, the read store counts 199'),
  );
});

test('a build of which the read store gives back other documents than were written is not used', async () => {
  const build = new Build(stage.readStore.db, visitCounts(), 'built', 'park');
  await build.fold(recorded(MANY.map((house) => registered(house))));
  await build.spill();
  await stage.readStore.db.collection('built').updateMany({}, { $set: { visits: 7 } });
  await expect(build.finish()).rejects.toEqual(
    new BuildNotAsWritten('built: 50 of 50 documents read back are not what was written'),
  );
});

test('documents written again after they were sampled, and tombstones, are checked as they are now', async () => {
  const build = new Build(stage.readStore.db, visitCounts(), 'built', 'park');
  const facts = recorded([
    ...MANY.map((house) => registered(house)),
    ...MANY.map((house) => visited(house)),
    left('h003'),
  ]);
  for (let start = 0; start < facts.length; start += 80) {
    await build.fold(facts.slice(start, start + 80));
    await build.spill();
  }
  await build.finish();
  expect(await stage.readStore.db.collection('built').countDocuments({})).toBe(200);
  expect(await hashOfCollection(stage.readStore.db, 'built')).toBe(pureHash(visitCounts(), facts));
});
