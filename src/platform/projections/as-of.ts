import type { ReadableLog } from '../event-store/event-store.port.js';
import type { ReadStore } from '../read-store/read-store.js';
import type { Timer } from '../read-store/timer.js';
import { steadyTimer } from '../read-store/timer.js';
import { AsOfViews, Replay } from './as-of-views.js';
import type { Log } from './log.js';
import { pour } from './pouring.js';
import type { Projection } from './projection.js';
import { categoriesOf } from './routes.js';
import { Serial } from './serial.js';
import { readTowns } from './town-log.js';

/** One replay runs, eight wait; the next caller is asked to come again (429). */
export class TooManyAsOf extends Error {
  override readonly name = 'TooManyAsOf';
}

export interface AsOfOptions {
  readonly store: ReadableLog;
  /** Opens a database of its own each time, on an embedded server; it is dropped after use. */
  readonly openStore: () => Promise<ReadStore>;
  /** The views a caller gets when it does not say which. */
  readonly projections: readonly Projection[];
  readonly log?: Log;
  readonly timer?: Timer;
  /** Milliseconds after which a replay nobody asks any more is dropped. */
  readonly idleMs?: number;
  /** Replays kept for the next page of the same question. */
  readonly kept?: number;
}

export interface AsOfQuestion {
  /** Townships whose facts are wanted, together with facts of no township; absent = all. */
  readonly towns?: readonly string[];
  readonly projections?: readonly Projection[];
}

const QUEUE = 8;

interface Entry {
  readonly pouring: Promise<Replay>;
  ready?: Replay;
}

/**
 * The past, as known at a position: the log up to and including it is folded into a throw-away database by the same
 * reducers, and the same queries run on that. A prefix of the log never changes, so the last few replays are kept.
 */
export class AsOf {
  /** Least recently asked first. */
  private readonly replays = new Map<string, Entry>();
  private readonly turns = new Serial();
  private readonly timer: Timer;
  private readonly closing = new AbortController();
  private unfinished = 0;
  private watch: Promise<void> | undefined;

  constructor(private readonly options: AsOfOptions) {
    this.timer = options.timer ?? steadyTimer;
  }

  /** Rejects with `TooManyAsOf` when eight others are waiting already; a replay kept or under way is shared. */
  async at(position: number, question: AsOfQuestion = {}): Promise<AsOfViews> {
    this.closing.signal.throwIfAborted();
    const projections = question.projections ?? this.options.projections;
    const key = keyOf(position, projections, question.towns);
    const entry = this.replays.get(key) ?? this.begin(position, projections, question.towns);
    this.replays.delete(key);
    this.replays.set(key, entry);
    entry.pouring.catch(() => this.forget(key, entry));
    const views = new AsOfViews(await entry.pouring);
    this.watch ??= this.dropIdle().catch((error: unknown) => {
      this.watch = undefined;
      this.options.log?.('warn', 'a replay could not be dropped', { error: String(error) });
    });
    return views;
  }

  /** Ends what is being poured and drops all replays. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled([this.watch, ...[...this.replays.values()].map(({ pouring }) => pouring)]);
    for (const [key, replay] of this.ready()) await this.drop(key, replay);
  }

  private begin(position: number, projections: readonly Projection[], towns: readonly string[] | undefined): Entry {
    if (this.unfinished > QUEUE) throw new TooManyAsOf('一次只回放一个历史时点，等待的已有八个');
    this.unfinished++;
    const pouring = this.turns.run(async () => {
      try {
        await this.makeRoom();
        return (entry.ready = await this.fold(position, projections, towns));
      } finally {
        this.unfinished--;
      }
    });
    const entry: Entry = { pouring };
    return entry;
  }

  private forget(key: string, entry: Entry): void {
    if (this.replays.get(key) === entry) this.replays.delete(key);
  }

  private async fold(position: number, projections: readonly Projection[], towns?: readonly string[]): Promise<Replay> {
    const { store, openStore } = this.options;
    const { signal } = this.closing;
    signal.throwIfAborted();
    const readStore = await openStore();
    const collections = new Map(projections.map(({ name, version }) => [name, `${name}_v${version}_asof`]));
    const replay = new Replay(position, readStore, collections, () => this.timer.elapsed());
    try {
      const categories = categoriesOf(projections);
      const abroad = projections.flatMap((projection) => projection.abroad ?? []);
      const log = towns ? await readTowns(store, { towns, categories, abroad, upTo: position }, signal) : store;
      const besides = projections.map((projection) => ({
        projection,
        collection: collections.get(projection.name) ?? '',
      }));
      const { results } = await pour(readStore.db, log, besides, {
        onUnreadable: 'park',
        goal: () => position,
        upTo: position,
        signal,
      });
      for (const { error } of results.values()) if (error !== undefined) throw error;
      return replay;
    } catch (error) {
      await replay.drop();
      throw error;
    }
  }

  /** Drops the least recently asked replays beyond the number kept: first those that were given back. */
  private async makeRoom(): Promise<void> {
    const ready = this.ready();
    const tooMany = ready.length - (this.options.kept ?? 4) + 1;
    const idle = ready.filter(([, replay]) => !replay.busy);
    const order = [...idle.filter(([, { held }]) => held === 0), ...idle.filter(([, { held }]) => held > 0)];
    for (const [key, replay] of order.slice(0, Math.max(0, tooMany))) await this.drop(key, replay);
  }

  private async dropIdle(): Promise<void> {
    const { signal } = this.closing;
    const idleMs = this.options.idleMs ?? 60_000;
    while (this.replays.size > 0 && !signal.aborted) {
      await this.timer.pause(idleMs, { signal, background: true });
      for (const [key, replay] of this.ready()) {
        if (!replay.busy && this.timer.elapsed() - replay.lastUsed >= idleMs) await this.drop(key, replay);
      }
    }
    this.watch = undefined;
  }

  private ready(): [string, Replay][] {
    return [...this.replays].flatMap(([key, { ready }]) => (ready ? [[key, ready] as [string, Replay]] : []));
  }

  private async drop(key: string, replay: Replay): Promise<void> {
    this.replays.delete(key);
    await replay.drop();
  }
}

function keyOf(position: number, projections: readonly Projection[], towns: readonly string[] | undefined): string {
  const views = projections.map(({ name, version }) => `${name}@${version}`).sort();
  return JSON.stringify([position, towns ? [...new Set(towns)].sort() : null, views]);
}
