import type { Document } from 'mongodb';
import type { Recorded } from '../../src/platform/fact.js';
import { LiveViews } from '../../src/platform/read-store/live-views.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { waitForPosition } from '../../src/platform/read-store/wait-for-position.js';
import type { Projection } from '../../src/platform/projections/projection.js';
import type { RunnerOptions } from '../../src/platform/projections/projection-runner.js';
import { ProjectionRunner } from '../../src/platform/projections/projection-runner.js';
import { visitCounts } from './counted-visits.js';
import { LogWriter } from './log-of.js';
import { MemoryEventStore } from './memory-event-store.js';
import type { GivenFact } from './recorded.js';
import type { TestReadStore } from './test-read-store.js';
import { openTestReadStore } from './test-read-store.js';

export const NAME = 'visit-counts';

/** A stage for one spec file: a read store, an empty log before each test, and runners that are stopped after it. */
export class Stage {
  declare server: TestReadStore;
  declare readStore: ReadStore;
  declare views: LiveViews;
  declare store: MemoryEventStore;
  declare log: LogWriter;
  readonly running: ProjectionRunner[] = [];

  runner(options: Partial<RunnerOptions> = {}): ProjectionRunner {
    const runner = new ProjectionRunner({
      store: this.store,
      readStore: this.readStore,
      projections: [visitCounts()],
      gatherMs: 0,
      ...options,
    });
    this.running.push(runner);
    return runner;
  }

  async start(options: Partial<RunnerOptions> = {}): Promise<ProjectionRunner> {
    const runner = this.runner(options);
    await runner.start();
    return runner;
  }

  /** Writes facts and waits until the view that is in place, of whatever version, has them. */
  async seen(...facts: readonly GivenFact[]): Promise<number> {
    const position = await this.log.write(...facts);
    await waitForPosition(new LiveViews(this.readStore, []), [NAME], position);
    return position;
  }

  async rows(projection: ReturnType<typeof visitCounts> = visitCounts()): Promise<unknown[]> {
    const view = await this.views.of(projection);
    return (await view.find({}, { sort: { _id: 1 } })).map(({ _id, visits, position }) => [_id, visits, position]);
  }

  async registry(name = NAME): Promise<Document> {
    const [entry] = await this.readStore.db.collection<{ _id: string }>('_registry').find({ _id: name }).toArray();
    return entry ?? {};
  }

  /** The active collection as it is, tombstones included. */
  async collection(name = NAME) {
    return this.readStore.db.collection<Document & { _id: string }>(String((await this.registry(name))['active']));
  }

  async stored(): Promise<Document[]> {
    return (await this.collection()).find({}).sort({ _id: 1 }).toArray();
  }

  async facts(): Promise<readonly Recorded[]> {
    return (await this.store.readAll(0, { limit: 1_000_000 })).events;
  }

  async hash(projection: Projection = visitCounts()): Promise<string> {
    return this.runner({ projections: [projection] }).hashOf(projection);
  }
}

export function useStage(): Stage {
  const stage = new Stage();
  beforeAll(async () => {
    stage.server = await openTestReadStore();
    stage.readStore = await stage.server.connect();
    stage.views = new LiveViews(stage.readStore, [visitCounts()]);
  });
  beforeEach(async () => {
    await stage.readStore.db.dropDatabase();
    stage.store = new MemoryEventStore(3);
    stage.log = new LogWriter(stage.store);
  });
  afterEach(async () => {
    await Promise.all(stage.running.splice(0).map((runner) => runner.stop()));
    await stage.store.close();
  });
  afterAll(() => stage.server.close());
  return stage;
}
