import { SeededRandom } from '../../../src/demo/seeded-random.js';
import { startEmbeddedMongo } from '../../../src/platform/embedded-mongo/embedded-mongo.js';
import type { Recorded } from '../../../src/platform/fact.js';
import { ProjectionRunner } from '../../../src/platform/projections/projection-runner.js';
import { LiveViews } from '../../../src/platform/read-store/live-views.js';
import type { ReadStore } from '../../../src/platform/read-store/read-store.js';
import { connectReadStore } from '../../../src/platform/read-store/read-store.js';
import { waitForPosition } from '../../../src/platform/read-store/wait-for-position.js';
import { projections } from '../../../src/projections.js';
import { startApp } from '../../support/app.js';
import { Crash, EagerTimer, crashingEventStore, crashingReadStore } from '../../support/faults.js';
import { MemoryEventStore } from '../../support/memory-event-store.js';
import type { RunOptions } from '../campaign.js';
import { campaignRun, report } from '../campaign.js';
import { doorOf } from '../doors.js';
import { brokenViews } from '../invariants.js';
import { Journal, send } from '../journal.js';
import { HttpConnection } from '../load/http-connection.js';
import type { Delivery } from '../pouring.js';
import { Reader, delivering, everyVersion } from '../pouring.js';
import { IdNumbers, Life } from '../valid-commands.js';

const FAMILIES = 4;
/** The log leaves gaps between positions, as a cluster does. */
const STEP = 3;
const CATCH_UP_WITHIN_MS = 60_000;

/**
 * One log poured again and again into nothing, each time by many short-lived processes: each ends at some request to
 * its stores, is handed pages twice or in a wrong order, rebuilds views while facts arrive and readers look.
 */
export const projectionsRun = campaignRun({
  name: 'projections',
  about: 'every view poured through crashes, repeated and shuffled pages and rebuilds, with readers looking on',
  options: { pours: { about: 'times the log is poured', long: 60, short: 1 } },
  run: async ({ seed, sizes, say }: RunOptions<{ pours: never }>) => {
    const random = new SeededRandom(seed);
    const facts = await factsOfLives(random);
    const server = await startEmbeddedMongo();
    const readStore = await connectReadStore(server.url, 'poured');
    const pouring = new Pouring(readStore, random, facts);
    try {
      for (let pour = 1; pour <= sizes.pours; pour++) {
        await pouring.pour();
        say(`  ${pour} pours, ${pouring.processes} processes, ${pouring.violations.length} violations`);
      }
      return report(pouring.figures(), pouring.violations);
    } finally {
      await readStore.close();
      await server.close();
    }
  },
});

/** The log of a few households through all they can live through, their steps mingled. */
async function factsOfLives(random: SeededRandom): Promise<readonly Recorded[]> {
  const app = await startApp();
  try {
    const door = await doorOf(app);
    const line = new HttpConnection(door.port);
    const journal = new Journal();
    const ids = new IdNumbers();
    let lives = Array.from({ length: FAMILIES }, () => new Life(app.clock.now(), ids));
    while (lives.length > 0) {
      const life = lives[random.between(0, lives.length - 1)];
      const entry = journal.enter(life?.next() ?? new Life(app.clock.now(), ids).next());
      const said = await send(entry, door, line);
      if (entry.outcome !== 'ok') throw new Error(`${entry.command.operation}: ${JSON.stringify(said)}`);
      life?.done(entry);
      lives = lives.filter(({ isOver }) => !isOver);
    }
    line.close();
    await app.settle();
    return (await app.facts()).map((fact, index) => ({ ...fact, position: (index + 1) * STEP }));
  } finally {
    await app.stop();
  }
}

class Pouring {
  readonly violations: string[] = [];
  processes = 0;
  private crashes = 0;
  private rebuilds = 0;
  private read = 0;
  private readonly versions;

  constructor(
    private readonly readStore: ReadStore,
    private readonly random: SeededRandom,
    private readonly facts: readonly Recorded[],
  ) {
    this.versions = everyVersion(facts);
  }

  async pour(): Promise<void> {
    await this.readStore.db.dropDatabase();
    const store = new MemoryEventStore(STEP);
    const views = new LiveViews(this.readStore);
    const reader = new Reader(views, this.versions);
    const reading = reader.readOn();
    for (let written = 0; written < this.facts.length;) {
      const chunk = this.facts.slice(written, written + this.random.between(1, 25));
      await this.process(store, views, chunk);
      written = await store.head().then((head) => head / STEP);
    }
    reader.stop();
    await reading;
    this.read += reader.read;
    this.violations.push(...reader.mixed);
    await this.compare(store);
    await store.close();
  }

  figures(): Record<string, number> {
    const { processes, crashes, rebuilds, read: documentsRead } = this;
    return { facts: this.facts.length, processes, crashes, rebuilds, documentsRead };
  }

  /** From a start to a crash, or until these facts are seen; they are written in either case. The first one lives. */
  private async process(store: MemoryEventStore, views: LiveViews, chunk: readonly Recorded[]): Promise<void> {
    this.processes += 1;
    const { random } = this;
    const crash = (await store.head()) === 0 ? new Crash(0, 'before') : someCrash(random);
    const delivery = random.pick<Delivery>(['as they are', 'again and again', 'out of order']);
    const rebuilt = random.chance(0.4) ? random.pick([...projections] as [(typeof projections)[0]]) : undefined;
    const runner = new ProjectionRunner({
      store: delivering(crashingEventStore(store, crash), delivery, random),
      readStore: crashingReadStore(this.readStore, crash),
      projections,
      batchSize: random.between(1, 9),
      sweepEvery: 2,
      timer: new EagerTimer(),
    });
    const seen = async (): Promise<void> => {
      await runner.start();
      const rebuild = rebuilt && runner.rebuild(rebuilt.name).then(() => void this.rebuilds++);
      await Promise.all([rebuild, write(store, chunk)]);
      const names = projections.map(({ name }) => name);
      await waitForPosition(views, names, await store.head(), { timeoutMs: CATCH_UP_WITHIN_MS });
    };
    const done = seen().catch((error: unknown) => {
      if (!crash.over) this.violations.push(`a pour stands still (pages ${delivery}): ${String(error)}`);
    });
    await Promise.race([crash.happened, done]);
    if (crash.over) this.crashes += 1;
    await runner.stop();
    await write(store, chunk);
  }

  private async compare(store: MemoryEventStore): Promise<void> {
    const runner = new ProjectionRunner({ store, readStore: this.readStore, projections });
    await runner.start();
    this.violations.push(...(await brokenViews(runner, this.facts)));
    const parked = runner.status().filter(({ deadLetters }) => deadLetters > 0);
    this.violations.push(...parked.map(({ name, deadLetters }) => `${name} could not fold ${deadLetters} facts`));
    await runner.stop();
  }
}

/** At any request; or, as often, at one that writes documents: between them and their checkpoint lies the danger. */
function someCrash(random: SeededRandom): Crash {
  const when = random.chance(0.5) ? 'before' : 'after';
  if (random.chance(0.5)) return new Crash(random.between(1, 150), when);
  return new Crash(random.between(1, 20), when, (request) => request.startsWith('bulkWrite'));
}

/** Appended a second time, a fact is known by its id and nothing happens. */
async function write(store: MemoryEventStore, facts: readonly Recorded[]): Promise<void> {
  for (const { stream, revision, id, type, data, metadata } of facts)
    await store.append(stream, revision === 0 ? 'none' : revision - 1, [{ id, type, data, metadata }]);
}
