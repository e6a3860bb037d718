import { NoWayBack } from '../../src/platform/projections/projection-broken.js';
import { visitCounts } from '../support/counted-visits.js';
import { left, visited } from '../support/log-of.js';
import { pureHash } from '../support/pure-hash.js';
import { NAME, useStage } from '../support/runners.js';

const stage = useStage();

test('the build before is read on and read again, and the one left can be gone back to as well', async () => {
  await stage.log.write(visited('a'), visited('b'));
  const runner = await stage.start();
  await runner.rebuild(NAME);
  const position = await stage.seen(visited('a'), left('b'), visited('c'));
  await runner.rollBack(NAME);
  expect(await stage.registry()).toMatchObject({
    active: 'visit-counts_v1_1',
    epoch: 3,
    position,
    previous: { active: 'visit-counts_v1_2', position },
  });
  expect(await runner.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
  await stage.seen(visited('a'), visited('b'));
  await runner.rollBack(NAME);
  await stage.seen(visited('c'));
  expect(await stage.registry()).toMatchObject({ active: 'visit-counts_v1_2', epoch: 4 });
  expect(await runner.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
  expect(runner.status()).toMatchObject([{ state: 'live', parked: 0, deadLetters: 0, error: undefined }]);
});

test('there is no way back where nothing was rebuilt, and none after the next start of a store in memory', async () => {
  await stage.log.write(visited('a'));
  const runner = await stage.start();
  const refusal = new NoWayBack('visit-counts: there is no build before the one that is read', 'absent');
  await expect(runner.rollBack(NAME)).rejects.toEqual(refusal);
  await runner.rebuild(NAME);
  await runner.stop();
  await expect((await stage.start({ soleWriter: true })).rollBack(NAME)).rejects.toEqual(refusal);
  expect(await stage.registry()).toMatchObject({ active: 'visit-counts_v1_2', epoch: 2, previous: null });
});

test('the way back outlives starts and the watermark never goes back, though the build that is read is damaged', async () => {
  await stage.log.write(visited('a'), visited('b'));
  const first = await stage.start();
  await first.rebuild(NAME);
  await first.stop();
  const second = await stage.start();
  await stage.seen(visited('b'), visited('c'));
  await second.stop();
  const position = await stage.log.write(visited('d'));
  await (await stage.collection()).deleteMany({});
  const third = stage.runner();
  await third.rollBack(NAME);
  await third.stop();
  expect(await stage.registry()).toMatchObject({ active: 'visit-counts_v1_1', epoch: 3, position });
  expect(await stage.hash()).toBe(pureHash(visitCounts(), await stage.facts()));
});

test('there is no way back to what another version reads, and the view goes on', async () => {
  await stage.log.write(visited('a'));
  await (await stage.start()).stop();
  const next = visitCounts({ version: 2 });
  const runner = await stage.start({ projections: [next] });
  await expect(runner.rollBack(NAME)).rejects.toEqual(
    new NoWayBack('visit-counts: visit-counts_v1_1 cannot be read again: version 1 became 2', 'release'),
  );
  await stage.seen(visited('a'));
  expect(await stage.registry()).toMatchObject({ active: 'visit-counts_v2_2', epoch: 2, version: 2 });
  expect(await runner.hashOf(next)).toBe(pureHash(next, await stage.facts()));
});
