import { SeededRandom } from '../../../src/demo/seeded-random.js';
import type { Recorded } from '../../../src/platform/fact.js';
import { ProjectionRunner } from '../../../src/platform/projections/projection-runner.js';
import { LiveViews } from '../../../src/platform/read-store/live-views.js';
import type { ReadStore } from '../../../src/platform/read-store/read-store.js';
import { waitForPosition } from '../../../src/platform/read-store/wait-for-position.js';
import type { Crash } from '../../support/faults.js';
import { MemoryEventStore } from '../../support/memory-event-store.js';
import { brokenViews } from '../invariants.js';
import { History } from './history.js';
import type { Fate } from './process.js';
import { Dawdling, ailingRelease, crashBeforeSettling, noCrash, pourer, someCrash } from './process.js';
import { Reader } from './reader.js';
import { poured } from './roll-call.js';

/** The log leaves gaps between positions, as a cluster does. */
export const STEP = 3;
const CATCH_UP_WITHIN_MS = 60_000;
const NAMES = poured.map(({ name }) => name);

type Generation = 'sound' | 'crashing' | 'ailing' | 'half repaired' | 'rivals' | 'rebuilding';

/** What stands in one row follows one upon the other: what an ailing release has parked, the next ones must take up. */
const ROWS: readonly (readonly Generation[])[] = [
  ['ailing', 'half repaired', 'half repaired', 'sound'],
  ['rivals'],
  ['rebuilding'],
  ['crashing'],
  ['crashing'],
];

/** Pours one log, any number of times, each time from nothing and by generations of processes. */
export class Pouring {
  readonly violations: string[] = [];
  processes = 0;
  private crashes = 0;
  private repairsCut = 0;
  private rivals = 0;
  private rebuilds = 0;
  private rebuildsUnderLoad = 0;
  private documentsRead = 0;
  private readonly histories: readonly History[];
  private readonly views: LiveViews;

  constructor(
    private readonly readStore: ReadStore,
    private readonly random: SeededRandom,
    private readonly facts: readonly Recorded[],
  ) {
    this.histories = poured.map((projection) => new History(projection, facts));
    this.views = new LiveViews(readStore, poured);
  }

  async pour(): Promise<void> {
    await this.readStore.db.dropDatabase();
    const store = new MemoryEventStore(STEP);
    const reader = new Reader(this.readStore, this.histories);
    const reading = reader.readOn();
    let generations: readonly Generation[] = ['sound'];
    for (let written = 0; written < this.facts.length;) {
      const [generation = 'sound', ...rest] = generations;
      const chunk = this.facts.slice(written, written + this.random.between(4, 12));
      await this.generation(generation, store, chunk);
      written += chunk.length;
      generations = rest.length > 0 ? rest : this.random.shuffled(ROWS).flat();
    }
    reader.stop();
    await reading;
    this.documentsRead += reader.read;
    this.violations.push(...reader.wrong);
    await this.compare(store);
    await store.close();
  }

  figures(): Record<string, number> {
    const { processes, crashes, repairsCut, rivals, rebuilds, rebuildsUnderLoad, documentsRead } = this;
    return {
      facts: this.facts.length,
      processes,
      crashes,
      repairsCut,
      rivals,
      rebuilds,
      rebuildsUnderLoad,
      documentsRead,
    };
  }

  /** A run that has not come to what it is about has proved nothing. */
  notReached(): readonly string[] {
    const { crashes, repairsCut, rivals, rebuildsUnderLoad } = this;
    return Object.entries({ crashes, repairsCut, rivals, rebuildsUnderLoad })
      .filter(([, times]) => times === 0)
      .map(([name]) => `the run never came to ${name}`);
  }

  /** From a start to the end of all its processes, or until these facts are seen; they are written in either case. */
  private async generation(kind: Generation, store: MemoryEventStore, chunk: readonly Recorded[]): Promise<void> {
    const fates = this.fatesOf(kind);
    const runners = fates.map((fate) => pourer(store, this.readStore, fate, this.ownRandom()));
    this.processes += runners.length;
    const live = async (): Promise<void> => {
      await Promise.all(runners.map((runner, index) => Promise.race([runner.start(), fates[index]?.crash.happened])));
      const [runner] = runners;
      if (kind === 'rebuilding' && runner) await this.rebuildUnderLoad(runner, store, chunk);
      else await write(store, chunk);
      await this.seen(store);
    };
    const done = live().catch((error: unknown) => {
      if (!fates.every(({ crash }) => crash.over)) this.violations.push(`a ${kind} pour failed: ${String(error)}`);
    });
    await Promise.race([Promise.all(fates.map(({ crash }) => crash.happened)), done]);
    await Promise.all(runners.map((runner) => runner.stop()));
    await write(store, chunk);
    this.count(kind, fates);
  }

  private fatesOf(kind: Generation): readonly Fate[] {
    const { random } = this;
    const one = (crash: Crash, release = poured): readonly Fate[] => [{ crash, release }];
    switch (kind) {
      case 'sound':
        return one(noCrash());
      case 'crashing':
        return one(someCrash(random));
      case 'ailing':
        return one(random.chance(0.5) ? noCrash() : someCrash(random), ailingRelease(random));
      case 'half repaired':
        return one(crashBeforeSettling(random), ailingRelease(random));
      case 'rebuilding':
        return one(this.rebuilds === 0 ? noCrash() : someCrash(random));
      case 'rivals': {
        const quick = noCrash();
        const slow = new Dawdling(this.ownRandom(), quick);
        return [...one(quick), ...one(slow, random.chance(0.2) ? ailingRelease(random) : poured)];
      }
    }
  }

  private count(kind: Generation, fates: readonly Fate[]): void {
    const ended = fates.filter(({ crash }) => crash.over).length;
    this.crashes += ended;
    if (kind === 'half repaired') this.repairsCut += ended;
    if (kind === 'rivals') this.rivals += 1;
  }

  /** Facts arrive one by one, each seen before the next, as long as one view after the other is rebuilt. */
  private async rebuildUnderLoad(runner: ProjectionRunner, store: MemoryEventStore, chunk: readonly Recorded[]) {
    let arrived = 0;
    const rebuilding = async (): Promise<void> => {
      while (arrived < chunk.length) {
        const before = arrived;
        await runner.rebuild(NAMES[this.rebuilds % NAMES.length] ?? '');
        this.rebuilds += 1;
        if (arrived > before) this.rebuildsUnderLoad += 1;
      }
    };
    const arriving = async (): Promise<void> => {
      for (const fact of chunk) {
        await write(store, [fact]);
        await this.seen(store);
        arrived += 1;
      }
    };
    await Promise.all([rebuilding(), arriving()]);
  }

  private async seen(store: MemoryEventStore): Promise<void> {
    await waitForPosition(this.views, NAMES, await store.head(), { timeoutMs: CATCH_UP_WITHIN_MS });
  }

  private async compare(store: MemoryEventStore): Promise<void> {
    const runner = new ProjectionRunner({ store, readStore: this.readStore, projections: poured });
    await runner.start();
    this.violations.push(...(await brokenViews(runner, this.facts, poured)));
    const parked = runner.status().filter(({ deadLetters }) => deadLetters > 0);
    this.violations.push(...parked.map(({ name, deadLetters }) => `${name} could not fold ${deadLetters} facts`));
    await runner.stop();
  }

  /** Two processes at once may not draw from one source, or their race would decide what is drawn. */
  private ownRandom(): SeededRandom {
    return new SeededRandom(this.random.between(0, 2 ** 31));
  }
}

/** Appended a second time, a fact is known by its id and nothing happens. */
async function write(store: MemoryEventStore, facts: readonly Recorded[]): Promise<void> {
  for (const { stream, revision, id, type, data, metadata } of facts)
    await store.append(stream, revision === 0 ? 'none' : revision - 1, [{ id, type, data, metadata }]);
}
