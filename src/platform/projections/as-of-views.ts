import type { Filter } from 'mongodb';
import { CollectionView } from '../read-store/collection-view.js';
import type { ReadStore } from '../read-store/read-store.js';
import type { FindOptions, Sort, View, Views } from '../read-store/views.js';
import { ViewNotReady } from '../read-store/views.js';
import type { Projection, ViewDocument } from './projection.js';

/** One replay in a database of its own, and who is using it. */
export class Replay {
  private using = 0;
  private gone = false;
  lastUsed = 0;
  /** Handles given out and not closed. */
  held = 0;

  constructor(
    readonly at: number,
    readonly readStore: ReadStore,
    /** Collection of each view poured, by its name. */
    readonly collections: ReadonlyMap<string, string>,
    private readonly elapsed: () => number,
  ) {
    this.lastUsed = elapsed();
  }

  get busy(): boolean {
    return this.using > 0;
  }

  /** Runs a question; a replay is not dropped while one is being answered, nor asked once it has been dropped. */
  async use<T>(projection: string, question: () => Promise<T>): Promise<T> {
    this.begin(projection);
    try {
      return await question();
    } finally {
      this.end();
    }
  }

  async *stream<T>(projection: string, question: () => AsyncIterable<T>): AsyncIterable<T> {
    this.begin(projection);
    try {
      yield* question();
    } finally {
      this.end();
    }
  }

  async drop(): Promise<void> {
    if (this.gone) return;
    this.gone = true;
    await this.readStore.db.dropDatabase();
    await this.readStore.close();
  }

  private begin(projection: string): void {
    if (this.gone) throw new ViewNotReady(projection, '历史回放已释放，请重新查询');
    this.using++;
  }

  private end(): void {
    this.using--;
    this.lastUsed = this.elapsed();
  }
}

/** The views as they stood at a position of the log. The same queries run on them as on the live ones. */
export class AsOfViews implements Views {
  private closed = false;

  constructor(private readonly replay: Replay) {
    replay.held++;
  }

  /** Rejects when the view was not among those asked for. */
  async of<D extends ViewDocument>(projection: Projection<D>): Promise<View<D>> {
    const collection = this.replay.collections.get(projection.name);
    if (collection === undefined) throw new Error(`view ${projection.name} is not part of this replay`);
    return new ReplayedView(this.replay, projection.name, new CollectionView<D>(this.replay.readStore.db, collection));
  }

  async position(_projection: string): Promise<number> {
    return this.replay.at;
  }

  async positions(projections: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return new Map(projections.map((name) => [name, this.replay.at]));
  }

  /** Says that nothing more will be asked; the replay may be dropped earlier. Forgetting it only delays that. */
  async close(): Promise<void> {
    if (!this.closed) this.replay.held--;
    this.closed = true;
  }
}

class ReplayedView<D extends ViewDocument> implements View<D> {
  constructor(
    private readonly replay: Replay,
    private readonly name: string,
    private readonly view: View<D>,
  ) {}

  find(filter: Filter<D>, options?: FindOptions<D>): Promise<D[]> {
    return this.replay.use(this.name, () => this.view.find(filter, options));
  }

  get(id: string): Promise<D | undefined> {
    return this.replay.use(this.name, () => this.view.get(id));
  }

  count(filter: Filter<D>): Promise<number> {
    return this.replay.use(this.name, () => this.view.count(filter));
  }

  each(filter: Filter<D>, sort: Sort): AsyncIterable<D> {
    return this.replay.stream(this.name, () => this.view.each(filter, sort));
  }

  isStale(id: string): Promise<boolean> {
    return this.replay.use(this.name, () => this.view.isStale(id));
  }
}
