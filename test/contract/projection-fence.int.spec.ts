import { PolicyMark } from '../../src/platform/policies/policy-mark.js';
import { projectionState, waitForState } from '../support/projection-state.js';
import { registered, visited } from '../support/log-of.js';
import { NAME, useStage } from '../support/runners.js';

const stage = useStage();

test('a checkpoint moves neither forward nor back under an epoch of the lease that is over', async () => {
  const before = await stage.start({ fence: 1 });
  const position = await stage.seen(registered('a'), visited('a'));
  expect(await stage.registry()).toMatchObject({ position, fence: 1 });
  const claimed = await stage.readStore.db
    .collection<{ _id: string }>('_registry')
    .updateOne({ _id: NAME }, { $set: { fence: 2 } });
  expect(claimed.matchedCount).toBe(1);
  await stage.log.write(visited('a'));
  await waitForState(before, NAME, 'failed');
  expect(await stage.registry()).toMatchObject({ position, fence: 2 });
  expect(projectionState(before, NAME)).toEqual([
    'failed',
    `FencedOff: projection ${NAME}: another process holds the lease`,
  ]);
});

test('whoever comes next claims the views, goes on from the checkpoint, and the one before him writes no more', async () => {
  const before = await stage.start({ fence: 1 });
  await stage.seen(registered('a'), visited('a'));
  const after = await stage.start({ fence: 2 });
  expect(await stage.registry()).toMatchObject({ fence: 2 });
  const position = await stage.seen(visited('a'), visited('a'));
  await waitForState(before, NAME, 'failed');
  expect(projectionState(after, NAME)).toEqual(['live', undefined]);
  expect(await stage.registry()).toMatchObject({ position, fence: 2 });
  const live = await stage.hash();
  await stage.readStore.db.dropDatabase();
  await stage.start();
  expect(await stage.hash()).toBe(live);
});

test('a rebuild of a tenure that is over replaces nothing', async () => {
  const before = await stage.start({ fence: 1 });
  await stage.seen(registered('a'));
  await stage.start({ fence: 2 });
  const { active } = await stage.registry();
  await expect(before.rebuild(NAME)).rejects.toThrow(/another process/);
  expect(await stage.registry()).toMatchObject({ active, fence: 2 });
});

test('the mark of the policies stays where a later tenure has put it', async () => {
  await stage.log.write(registered('a'), registered('b'));
  const facts = await stage.facts();
  const [first, second] = [facts[0], facts.at(-1)];
  if (!first || !second) throw new Error('two facts were written');
  const mark = new PolicyMark(stage.readStore.db, stage.store, [{ name: 'some' }]);
  await mark.write(first.position, first, 1);
  await mark.write(second.position, second, 2);
  await expect(mark.write(first.position, first, 1)).rejects.toMatchObject({ code: 11000 });
  expect(await mark.read()).toBe(second.position);
});
