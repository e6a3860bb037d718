import { Registry } from '../../src/platform/projections/registry.js';
import type { Move } from '../../src/platform/projections/registry.js';
import { crashingReadStore } from '../support/faults.js';
import { useStage } from '../support/runners.js';

const stage = useStage();

const NAMES = ['a', 'b', 'c', 'd'];

/** Four views at position 5, the last of them rebuilt once more than the others. */
async function standing(): Promise<void> {
  const registry = new Registry(stage.readStore.db);
  for (const name of NAMES) await registry.beginBuilds([{ name, version: 1 }]);
  await stage.readStore.db.collection('_registry').updateMany({}, { $set: { position: 5, epoch: 1 } });
  await stage.readStore.db.collection<{ _id: string }>('_registry').updateOne({ _id: 'd' }, { $set: { epoch: 2 } });
}

async function positions(): Promise<unknown[]> {
  const entries = await stage.readStore.db.collection('_registry').find({}).sort({ _id: 1 }).toArray();
  return entries.map(({ _id, position, eventId, skippedTypes }) => [_id, position, eventId, skippedTypes]);
}

const moveTo = (name: string, position: number, more: Partial<Move> = {}): Move => ({
  name,
  epoch: 1,
  checkpoint: { position, eventId: `e${position}`, anchor: { stream: 'household-x', revision: position } },
  ...more,
});

test('views that go to one place are moved by one statement, others by their own, and nothing of them is mixed up', async () => {
  await standing();
  const statements: unknown[] = [];
  const registry = new Registry(stage.readStore.db);
  const entries = Reflect.get(registry, 'entries') as { bulkWrite(...args: unknown[]): Promise<unknown> };
  const bulkWrite = entries.bulkWrite.bind(entries);
  entries.bulkWrite = (operations, ...rest) => {
    for (const operation of operations as Record<string, { filter: unknown }>[])
      for (const [kind, { filter }] of Object.entries(operation)) statements.push([kind, filter]);
    return bulkWrite(operations, ...rest);
  };
  const moves = [moveTo('a', 9), moveTo('b', 9, { skippedTypes: ['X'] }), moveTo('c', 9), moveTo('d', 9, { epoch: 2 })];
  expect(await registry.advance(moves)).toBe(true);
  expect(statements).toEqual([
    ['updateMany', { _id: { $in: ['a', 'c'] }, epoch: 1, position: { $lt: 9 } }],
    ['updateOne', { _id: 'b', epoch: 1, position: { $lt: 9 } }],
    ['updateOne', { _id: 'd', epoch: 2, position: { $lt: 9 } }],
  ]);
  expect(await positions()).toEqual([
    ['a', 9, 'e9', []],
    ['b', 9, 'e9', ['X']],
    ['c', 9, 'e9', []],
    ['d', 9, 'e9', []],
  ]);
});

test('of views moved together those that stand further, or were rebuilt, are left where they are, and that is said', async () => {
  await standing();
  const registry = new Registry(stage.readStore.db);
  await registry.advance([moveTo('b', 12)]);
  expect(await registry.advance(NAMES.map((name) => moveTo(name, 9)))).toBe(false);
  expect(await positions()).toEqual([
    ['a', 9, 'e9', []],
    ['b', 12, 'e12', []],
    ['c', 9, 'e9', []],
    ['d', 5, null, []],
  ]);
});

test.each(['before', 'after'] as const)(
  'a line that breaks %s all were moved together costs one more try, one by one; a second one is told',
  async (when) => {
    await standing();
    const moves = ['a', 'b', 'c'].map((name) => moveTo(name, 9));
    const lines = (broken: number) => {
      const requests: string[] = [];
      const step = async <T>(request: string, work: () => Promise<T>): Promise<T> => {
        requests.push(request);
        const breaks = requests.length <= broken;
        if (breaks && when === 'before') throw new Error('the line broke');
        const answer = await work();
        if (breaks) throw new Error('the line broke');
        return answer;
      };
      return { requests, registry: new Registry(crashingReadStore(stage.readStore, { step }).db) };
    };
    const once = lines(1);
    // What the first has moved counts as passed: the runner then looks how far each has come.
    expect(await once.registry.advance(moves)).toBe(when === 'before');
    expect(once.requests).toEqual(['bulkWrite _registry', 'bulkWrite _registry']);
    expect((await positions()).map((row) => (row as unknown[])[1])).toEqual([9, 9, 9, 5]);
    const twice = lines(2);
    await expect(twice.registry.advance(['a', 'b'].map((name) => moveTo(name, 10)))).rejects.toThrow('the line broke');
    expect(twice.requests).toEqual(['bulkWrite _registry', 'bulkWrite _registry']);
  },
);
