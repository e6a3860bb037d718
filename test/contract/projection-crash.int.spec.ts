import fc from 'fast-check';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { waitForPosition } from '../../src/platform/read-store/wait-for-position.js';
import { ProjectionRunner } from '../../src/platform/projections/projection-runner.js';
import { visitCounts } from '../support/counted-visits.js';
import { Crash, crashingEventStore, crashingReadStore, stoppedTimer } from '../support/faults.js';
import { LogWriter, joined, left, registered, visited } from '../support/log-of.js';
import { MemoryEventStore } from '../support/memory-event-store.js';
import { pureHash } from '../support/pure-hash.js';
import type { GivenFact } from '../support/recorded.js';
import type { Stage } from '../support/runners.js';
import { NAME, useStage } from '../support/runners.js';

// A process ends several hundred times here.
jest.setTimeout(180_000);

const stage = useStage();

const BEFORE = [registered('a'), visited('a'), registered('b'), visited('c'), left('c')];
const AFTER = [
  visited('a'),
  joined('a', 'b'),
  { type: 'Praised', stream: 'household-a', data: {} },
  left('b'),
  visited('c'),
  joined('c', 'b'),
  visited('d'),
  left('d'),
];

interface Life {
  readonly crash: Crash;
  readonly version: number;
  /** What the runner is asked to do once it is up. */
  readonly then: (runner: ProjectionRunner) => Promise<unknown>;
}

/** Lives until the crash, or until all is done; then nothing of the process is left but what it has stored. */
async function live({ crash, version, then }: Life): Promise<void> {
  const runner = new ProjectionRunner({
    store: crashingEventStore(stage.store, crash),
    readStore: crashingReadStore(stage.readStore, crash),
    projections: [visitCounts({ version })],
    batchSize: 3,
    timer: stoppedTimer,
    gatherMs: 0,
  });
  const done = (async () => {
    await runner.start();
    await then(runner);
  })();
  // After the crash nothing is answered any more; what then fails is the crash itself.
  await Promise.race([
    crash.happened,
    done.catch((error: unknown) => (crash.over ? undefined : Promise.reject(error))),
  ]);
  await runner.stop();
}

/** Writes facts and waits until the views have them, or the process has ended. */
async function seen(crash: Crash, ...facts: readonly GivenFact[]): Promise<void> {
  if (crash.over) return;
  const position = await stage.log.write(...facts);
  await Promise.race([crash.happened, waitForPosition(stage.views, [NAME], position)]);
}

async function restartAndCompare(version: number): Promise<void> {
  const runner = await stage.start({ projections: [visitCounts({ version })] });
  expect(runner.status()).toMatchObject([{ state: 'live', watermark: await stage.store.head(), deadLetters: 0 }]);
  expect(await runner.hashOf(visitCounts())).toBe(pureHash(visitCounts(), await stage.facts()));
  await runner.stop();
}

/** Ends the process at its first request, its second, … until it gets through; every time the next one must be right. */
async function atEveryStep(when: 'before' | 'after', scene: (crash: Crash) => Promise<number>): Promise<number> {
  for (let at = 1; ; at++) {
    await stage.readStore.db.dropDatabase();
    stage.store = new MemoryEventStore(3);
    stage.log = new LogWriter(stage.store);
    await stage.log.write(...BEFORE);
    const crash = new Crash(at, when);
    const version = await scene(crash);
    await restartAndCompare(version);
    if (!crash.over) return at;
  }
}

describe.each(['before', 'after'] as const)('a crash %s any request', (when) => {
  test('of the first start and of living on', async () => {
    const steps = await atEveryStep(when, async (crash) => {
      await live({
        crash,
        version: 1,
        then: async () => {
          for (const one of AFTER) await seen(crash, one);
        },
      });
      return 1;
    });
    expect(steps).toBeGreaterThan(20);
  });

  test('of a start that continues', async () => {
    const steps = await atEveryStep(when, async (crash) => {
      await (await stage.start()).stop();
      await stage.log.write(...AFTER);
      await live({ crash, version: 1, then: async () => undefined });
      return 1;
    });
    expect(steps).toBeGreaterThan(10);
  });

  test('of a rebuild to a new version', async () => {
    const steps = await atEveryStep(when, async (crash) => {
      await (await stage.start()).stop();
      await stage.log.write(...AFTER);
      await live({ crash, version: 2, then: async () => undefined });
      return 2;
    });
    expect(steps).toBeGreaterThan(15);
  });

  test("of an operator's rebuild", async () => {
    const steps = await atEveryStep(when, async (crash) => {
      await live({
        crash,
        version: 1,
        then: async (runner) => {
          await seen(crash, ...AFTER);
          if (crash.over) return;
          await runner.rebuild(NAME);
          await seen(crash, visited('a'), left('c'));
        },
      });
      return 1;
    });
    expect(steps).toBeGreaterThan(25);
  });
});

const house = fc.constantFrom('a', 'b', 'c', 'd');
const fact: fc.Arbitrary<GivenFact> = fc.oneof(
  { weight: 2, arbitrary: house.map(registered) },
  { weight: 5, arbitrary: house.map((one) => visited(one)) },
  { weight: 3, arbitrary: house.map(left) },
  { weight: 3, arbitrary: fc.tuple(house, house).map(([one, two]) => joined(one, two)) },
);
const life = fc.record({
  facts: fc.array(fact, { minLength: 1, maxLength: 12 }),
  batchSize: fc.integer({ min: 1, max: 7 }),
  crashAt: fc.integer({ min: 1, max: 25 }),
  when: fc.constantFrom('before' as const, 'after' as const),
});

test('whatever happens in whatever batches, through whatever crashes: the view is what the log says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 5 }), async (lives) => {
      await stage.readStore.db.dropDatabase();
      stage.store = new MemoryEventStore(2);
      stage.log = new LogWriter(stage.store);
      for (const { facts, batchSize, crashAt, when } of lives) {
        const crash = new Crash(crashAt, when);
        const runner = doomed(stage, crash, batchSize, stage.readStore);
        const done = runner.start().then(async () => {
          const position = await stage.log.write(...facts);
          await Promise.race([crash.happened, waitForPosition(stage.views, [NAME], position)]);
        });
        await Promise.race([crash.happened, done]);
        await runner.stop();
      }
      await restartAndCompare(1);
    }),
    { numRuns: 25 },
  );
});

function doomed(on: Stage, crash: Crash, batchSize: number, readStore: ReadStore): ProjectionRunner {
  return new ProjectionRunner({
    store: on.store,
    readStore: crashingReadStore(readStore, crash),
    projections: [visitCounts()],
    batchSize,
    timer: stoppedTimer,
    gatherMs: 0,
  });
}
