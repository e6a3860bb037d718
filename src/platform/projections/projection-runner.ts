import type { ReadableLog } from '../event-store/event-store.port.js';
import type { DeadLetter } from '../read-store/collections.js';
import { EVERY_KEY } from '../read-store/collections.js';
import type { ReadStore } from '../read-store/read-store.js';
import type { Timer } from '../read-store/timer.js';
import { steadyTimer } from '../read-store/timer.js';
import { backoff } from './backoff.js';
import { DeadLetters } from './dead-letters.js';
import { Lane } from './lane.js';
import type { Log } from './log.js';
import type { ProjectionStatus } from './member.js';
import { Member } from './member.js';
import { PageFolder } from './page-folder.js';
import type { Projection } from './projection.js';
import { hashOfCollection } from './projection-hash.js';
import { Rebuilder } from './rebuilder.js';
import { Registry } from './registry.js';
import { Resumer } from './resumer.js';
import { Routes, categoriesOf } from './routes.js';
import { Serial } from './serial.js';
import type { ViewKeeper } from './view-keeper.port.js';

export interface RunnerOptions {
  readonly store: ReadableLog;
  readonly readStore: ReadStore;
  readonly projections: readonly Projection[];
  /** True for a read store that nobody but this process can write; default false. */
  readonly soleWriter?: boolean;
  /** True when this process has looked through what stands there before, with another runner; default false. */
  readonly looked?: boolean;
  /** Epoch of the lease it works under: nothing it writes stands against a later one. Default: no lease. */
  readonly fence?: number;
  readonly log?: Log;
  /** Most facts folded at once while live. */
  readonly batchSize?: number;
  readonly timer?: Timer;
  /** While facts keep coming, those of so many milliseconds are folded together; 0 folds each page as it comes. */
  readonly gatherMs?: number;
}

/**
 * Pours facts into documents: checks what is stored, rebuilds what cannot be trusted, catches up, then follows the log.
 * Several runners on one read store do no harm.
 *
 * A reducer that breaks on a fact parks that document; facts behind it queue up, all others go on. A fact whose keys
 * cannot be told stops its whole projection (state `failed`, checkpoint before that fact, every document stale), and
 * no other. A store that is away is asked again for ever, with growing pauses.
 */
export class ProjectionRunner implements ViewKeeper {
  private readonly store: ReadableLog;
  private readonly readStore: ReadStore;
  private readonly log: Log;
  private readonly timer: Timer;
  private readonly soleWriter: boolean;
  private readonly registry: Registry;
  private readonly letters: DeadLetters;
  private readonly members: ReadonlyMap<string, Member>;
  private readonly lane: Lane;
  private readonly resumer: Resumer;
  private readonly rebuilder: Rebuilder;
  private readonly stopping = new AbortController();
  private stopped: Promise<void> | undefined;
  private supervision: Promise<void> | undefined;
  private readonly operations = new Set<Promise<unknown>>();
  /** Rebuilding and bringing back take turns: two change-overs of one view would only get in each other's way. */
  private readonly upkeep = new Serial();
  private wake: () => void = () => undefined;
  private prepared = false;

  constructor(options: RunnerOptions) {
    const {
      store,
      readStore,
      projections,
      soleWriter = false,
      looked = false,
      batchSize = 500,
      timer = steadyTimer,
      gatherMs = 20,
    } = options;
    this.store = store;
    this.readStore = readStore;
    this.timer = timer;
    this.soleWriter = soleWriter;
    this.log = options.log ?? (() => undefined);
    this.members = new Map(projections.map((projection) => [projection.name, new Member(projection)]));
    if (this.members.size < projections.length) throw new Error('two projections share a name');
    this.registry = new Registry(readStore.db, options.fence);
    this.letters = new DeadLetters(readStore.db);
    const folder = new PageFolder(this.registry, new Routes(projections), batchSize);
    this.lane = new Lane({
      store,
      folder,
      categories: categoriesOf(projections),
      timer,
      gatherMs,
      onLost: () => this.noticeLosses(),
      onInterrupted: (error) => this.log('warn', 'subscription interrupted', { error: String(error) }),
    });
    const parts = {
      store,
      db: readStore.db,
      soleWriter,
      looked,
      registry: this.registry,
      folder,
      lane: this.lane,
      signal: this.stopping.signal,
    };
    this.resumer = new Resumer(parts);
    this.rebuilder = new Rebuilder(parts, this.resumer, this.log);
  }

  /**
   * Resolves when every projection has caught up with the log's end as it was at the start, or has failed for a reason
   * that only a repair removes (see `status`). As long as a store is away it keeps trying.
   */
  async start(): Promise<void> {
    if (this.supervision) throw new Error('the runner has been started already');
    await new Promise<void>((resolve, reject) => {
      this.supervision = this.supervise(resolve);
      this.supervision.then(resolve, reject);
    });
  }

  /** Finishes the batch in hand, notes the checkpoints, and lets go. Safe to call when the stores are away. */
  stop(): Promise<void> {
    this.stopped ??= this.stopOnce();
    return this.stopped;
  }

  private async stopOnce(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.lane.close();
    await this.supervision;
    await Promise.allSettled(this.operations);
    // Where nobody else can write, nobody looks at the numbers.
    if (!this.soleWriter) await this.noteCounts();
  }

  status(): ProjectionStatus[] {
    const head = this.lane.isOpen ? this.lane.position : undefined;
    return [...this.members.values()].map((member) => member.status(head));
  }

  /** Facts a projection could not fold: which, where, and at what place its reducer broke. */
  async deadLetters(name: string): Promise<DeadLetter[]> {
    const member = this.member(name);
    return member.target ? this.letters.all(member.target.collection.name) : [];
  }

  /**
   * An operator's rebuild, beside the view that goes on being read and kept up to date. Stops at the first fact the
   * reducer cannot read (`ProjectionBroken`) before anything is replaced.
   */
  rebuild(name: string): Promise<void> {
    return this.operation(() => this.upkeep.run(() => this.rebuilder.rebuild(this.member(name))));
  }

  /**
   * An operator's way back to the build before the last rebuild; it is read on before it is read again. A runner that was
   * not started may be asked too: whatever is wrong with the build that is read is then of no account.
   * Rejects with `NoWayBack` when there is none, or one of another version, of another log or changed by hand.
   */
  rollBack(name: string): Promise<void> {
    const back = async (): Promise<void> => {
      await this.prepare();
      await this.rebuilder.rollBack(this.member(name));
    };
    return this.operation(() => this.upkeep.run(back));
  }

  /**
   * After a repair: folds what queues under a document's key. True when the document has caught up. The key `*` takes
   * up a projection again that stopped at a fact whose keys could not be told.
   */
  retryParked(name: string, key: string): Promise<boolean> {
    const member = this.member(name);
    const { target } = member;
    if (key === EVERY_KEY) return this.operation(() => this.upkeep.run(() => this.takeUpAgain(member)));
    if (!target) return Promise.resolve(false);
    return this.operation(() => target.turns.run(() => target.collection.retry(key, this.store)));
  }

  /** Canonical content of the view that is read now. */
  async hashOf({ name }: Pick<Projection, 'name'>): Promise<string> {
    const entry = await this.registry.entry(name);
    if (!entry?.active) throw new Error(`${name} has not been built yet`);
    return hashOfCollection(this.readStore.db, entry.active);
  }

  private async supervise(onCaughtUp: () => void): Promise<void> {
    for (let attempt = 0; !this.stopping.signal.aborted;) {
      const missing = [...this.members.values()].filter((member) => member.isMissing);
      if (missing.length === 0) {
        attempt = 0;
        onCaughtUp();
        await this.nextLoss();
        continue;
      }
      await this.upkeep.run(() => this.bringBack(missing));
      if (missing.some((member) => member.isMissing))
        await this.timer.pause(backoff(attempt++), { signal: this.stopping.signal });
    }
  }

  private async takeUpAgain(member: Member): Promise<boolean> {
    member.beyondRepair = false;
    if (member.isMissing) await this.bringBack([member]);
    return member.state === 'live';
  }

  private async bringBack(missing: readonly Member[]): Promise<void> {
    try {
      await this.prepare();
      const { continued, distrusted } = await this.resumer.sort(missing);
      await this.resumer.resume(continued);
      await this.rebuilder.rebuildTogether(distrusted);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      for (const member of missing) if (member.isMissing) member.fail(error);
      this.log('error', 'projections cannot be brought up to date', { error: String(error) });
    }
    for (const member of missing) {
      if (member.state === 'failed')
        this.log('error', 'projection failed', { projection: member.name, error: member.error });
    }
  }

  private async prepare(): Promise<void> {
    if (!this.prepared) {
      await this.letters.ensureIndexes();
      await this.registry.claim();
    }
    this.prepared = true;
    if (!this.lane.isOpen) this.lane.open(await this.store.head());
  }

  private noticeLosses(): void {
    for (const member of this.members.values()) {
      const { target } = member;
      if (member.state !== 'live' || target?.lost === undefined) continue;
      member.fail(target.lost);
      this.log('error', 'projection fell out', { projection: member.name, error: member.error });
    }
    this.wake();
  }

  private nextLoss(): Promise<void> {
    const anyMissing = [...this.members.values()].some((member) => member.isMissing);
    if (anyMissing || this.stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => (this.wake = resolve));
  }

  private operation<T>(work: () => Promise<T>): Promise<T> {
    const running = work();
    this.operations.add(running);
    const done = (): void => {
      this.operations.delete(running);
      this.noticeLosses();
    };
    running.then(done, done);
    return running;
  }

  /** Side by side: with the store away each of them waits for it, and whoever stops would wait for all. */
  private async noteCounts(): Promise<void> {
    const failed = (await Promise.all([...this.members.values()].map((member) => this.noteCount(member)))).flat();
    if (failed.length > 0) this.log('warn', 'documents could not be counted', { failed });
  }

  /** What went wrong with it, named. */
  private async noteCount({ target, state }: Member): Promise<readonly string[]> {
    if (state !== 'live' || target?.epoch === undefined) return [];
    try {
      const counted = await this.readStore.db.collection(target.collection.name).countDocuments({});
      await this.registry.noteCount(target.name, target.epoch, target.position, counted);
      return [];
    } catch (error) {
      return [`${target.name}: ${String(error)}`];
    }
  }

  private member(name: string): Member {
    const member = this.members.get(name);
    if (!member) throw new Error(`there is no projection ${name}`);
    return member;
  }
}
