import { LiveViews } from '../../src/platform/read-store/live-views.js';
import { ViewNotReady } from '../../src/platform/read-store/views.js';
import { ViewBehind, waitForPosition } from '../../src/platform/read-store/wait-for-position.js';
import { visitCounts } from '../support/counted-visits.js';
import { crashingReadStore } from '../support/faults.js';
import { visited } from '../support/log-of.js';
import { pureHash } from '../support/pure-hash.js';
import { NAME, useStage } from '../support/runners.js';

const stage = useStage();
const NEXT = visitCounts({ version: 2 });

test('an old process reads and follows its own build until the flip; a request begun before it ends on that build', async () => {
  await stage.log.write(visited('a'), visited('b'));
  const older = await stage.start();
  const { readStore, atTheFlip, letGo } = heldAtTheFlip();
  const starting = stage.runner({ readStore, projections: [NEXT] }).start();
  await atTheFlip;
  await stage.seen(visited('a'));
  expect(await stage.registry()).toMatchObject({ active: 'visit-counts_v1_1', version: 1, epoch: 1 });
  expect(await older.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
  const request = await stage.views.of(visitCounts());
  letGo();
  await starting;
  expect(await stage.registry()).toMatchObject({
    active: 'visit-counts_v2_2',
    version: 2,
    epoch: 2,
    previous: { active: 'visit-counts_v1_1', version: 1 },
  });
  const rows = await request.find({}, { sort: { _id: 1 } });
  expect(rows.map(({ _id, visits }) => [_id, visits])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
  // What begins afterwards is shown the old build as it stood, and told that it does not know what was written since.
  await older.stop();
  const stood = await stage.views.position(NAME);
  const written = await stage.log.write(visited('b'));
  const newer = new LiveViews(stage.readStore, [NEXT]);
  await waitForPosition(newer, [NAME], written);
  const left = await (await stage.views.of(visitCounts())).find({}, { sort: { _id: 1 } });
  expect(left.map(({ _id, visits }) => [_id, visits])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
  expect([await stage.views.position(NAME), await newer.position(NAME)]).toEqual([stood, written]);
  await expect(waitForPosition(stage.views, [NAME], written, { timeoutMs: 0 })).rejects.toEqual(
    new ViewBehind(NAME, stood, written),
  );
  expect(await stage.hash(NEXT)).toBe(pureHash(NEXT, await stage.facts()));
});

test('once the old build has been dropped, whoever can only read that one is told so', async () => {
  await stage.log.write(visited('a'));
  await (await stage.start()).stop();
  await (await stage.start({ projections: [NEXT] })).stop();
  await stage.start({ projections: [NEXT] });
  await expect(stage.views.of(visitCounts())).rejects.toEqual(new ViewNotReady(NAME, '现为第 2 版，本程序读第 1 版'));
});

/** A read store on which the registry is not changed over before it is let go. */
function heldAtTheFlip() {
  let letGo: () => void = () => undefined;
  let arrived: () => void = () => undefined;
  const atTheFlip = new Promise<void>((resolve) => (arrived = resolve));
  const hold = new Promise<void>((resolve) => (letGo = resolve));
  const readStore = crashingReadStore(stage.readStore, {
    step: async <T>(request: string, work: () => Promise<T>): Promise<T> => {
      if (request === 'updateOne _registry') {
        arrived();
        await hold;
      }
      return work();
    },
  });
  return { readStore, atTheFlip, letGo };
}
