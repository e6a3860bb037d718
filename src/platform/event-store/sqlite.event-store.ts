import type { Recorded } from '../fact.js';
import { openDatabase } from '../sqlite/database-sync.js';
import { checkAppend } from './append-guards.js';
import type {
  Appended,
  EventStore,
  Expected,
  FactKind,
  NewEvent,
  ReadOptions,
  StoreHealth,
} from './event-store.port.js';
import { ContentCheck } from './content-check.js';
import { ForwardedLog } from './forwarded-log.js';
import { inProcessWriter } from './in-process.writer-host.js';
import { KnownTails } from './known-tails.js';
import type { StartWriter } from './log-writer-host.js';
import { SqliteLogFollower } from './sqlite-log-follower.js';
import { makeLogFolder, prepareLogFile } from './sqlite-log-file.js';
import { SqliteLogLock } from './sqlite-log-lock.js';
import { runLogTask } from './log-task-host.js';
import { hasCompiledWorker, workerWriter } from './worker.writer-host.js';
import { WriterDesk } from './writer-desk.js';

/** Facts whose content is looked at before anything is built on them: a second's work. */
const LATEST = 100_000;

export interface SqliteEventStoreOptions {
  /** Path of the log; its folder is created. Beside it stand `-wal`, `-shm` and `.lock`. Local disks only. */
  readonly file: string;
  /** A log has no clock of its own: `recordedAt` is the writer's affair. */
  readonly clock?: never;
  /** Called after every transaction that wrote: how many events, how long it took, commit included. */
  readonly onCommit?: (events: number, milliseconds: number) => void;
  /** Called when it can no longer be written, with the reason, and without one when it can again. */
  readonly onChange?: (reason?: string) => void;
  /** Called with the log's last position whenever it may have moved: what a follower in another thread is told. */
  readonly onHead?: (position: number) => void;
  /** Where the writer runs. Default: a worker thread if its compiled file stands beside this one, else this thread. */
  readonly startWriter?: StartWriter;
}

/**
 * Opens (and creates) a log on this machine. Rejects with `LogInUse`, `LogDamaged`, `LogNotWritable`, `LogTooNew` or
 * `LogUnsafe`, each one sentence naming the file.
 */
export function openSqliteEventStore(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
  return SqliteEventStore.open(options);
}

/**
 * The embedded event store: one SQLite file, one writer, group commit.
 *
 * The writer runs in a worker thread wherever the program is compiled. Running from TypeScript sources (tests) there is
 * no file a thread could load, so the same writer behind the same messages runs in the calling thread; the contract is
 * proven on both.
 */
export class SqliteEventStore extends ForwardedLog<SqliteLogFollower> implements EventStore {
  /** The lock keeps every other writer out. */
  private readonly tails = new KnownTails();
  private readonly desk: WriterDesk;
  private closing: Promise<void> | undefined;
  private damage: Error | undefined;
  private readonly content: ContentCheck;

  private constructor(
    private readonly file: string,
    private readonly lock: SqliteLogLock,
    private readonly id: string,
    follower: SqliteLogFollower,
    startWriter: StartWriter,
    private readonly tell: Required<Pick<SqliteEventStoreOptions, 'onCommit' | 'onChange' | 'onHead'>>,
  ) {
    super(follower);
    this.content = new ContentCheck(file, (damage) => this.condemn(damage));
    this.desk = new WriterDesk(file, startWriter, {
      committed: (head, events, milliseconds) => {
        follower.announce(head);
        tell.onHead(head);
        if (events > 0) tell.onCommit(events, milliseconds);
      },
      changed: tell.onChange,
    });
  }

  static async open(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
    const { file, onCommit = () => undefined, onChange = () => undefined, onHead = () => undefined } = options;
    const startWriter = options.startWriter ?? (hasCompiledWorker() ? workerWriter() : inProcessWriter());
    makeLogFolder(file);
    const lock = SqliteLogLock.take(file);
    try {
      const { logId } = prepareLogFile(file, openDatabase);
      const follower = new SqliteLogFollower(file, (damage) => store.condemn(damage));
      const tell = { onCommit, onChange, onHead };
      const store: SqliteEventStore = new SqliteEventStore(file, lock, logId, follower, startWriter, tell);
      await store.desk.open().catch(async (error: unknown) => {
        await follower.close();
        throw error;
      });
      return store;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    const checked = checkAppend(stream, expected, events);
    if (this.damage) throw this.damage;
    const seen = expected === 'none' ? -1 : expected;
    try {
      const appended = await this.desk.append({ stream, expected: seen, events: checked });
      this.tails.appended(stream, seen, appended.revision);
      return appended;
    } catch (error) {
      this.tails.forget(stream);
      throw error;
    }
  }

  override async read(stream: string, options: ReadOptions = {}): Promise<readonly Recorded[]> {
    const { from = 0, direction = 'forwards', limit } = options;
    if (direction === 'backwards' || limit !== undefined) return this.source.read(stream, options);
    if (this.tails.endsBefore(stream, from)) return [];
    const found = this.tails.reading(stream);
    const events = await this.source.read(stream, options);
    found(events.at(-1)?.revision ?? from - 1);
    return events;
  }

  override async logId(): Promise<string> {
    return this.id;
  }

  health(): StoreHealth {
    if (this.damage) return { writable: false, reason: this.damage.message };
    const health = this.desk.health;
    if (!health.writable) this.desk.resume();
    return health;
  }

  /**
   * Copies the log as of now into a new file while writing goes on. The copy is a log of its own (another `logId`):
   * once it is written to, equal positions would name different facts. Rejects when the target exists.
   */
  async backup(toFile: string): Promise<void> {
    await runLogTask({ kind: 'backup', file: this.file, toFile });
  }

  async lastOutside(categories: readonly string[], upTo?: number): Promise<number> {
    return this.source.lastOutside(categories, upTo);
  }

  async kinds(): Promise<readonly FactKind[]> {
    const facts = await this.head();
    return (await runLogTask({ kind: 'kinds', file: this.file }, { facts })).kinds ?? [];
  }

  /** Rejects with `LogDamaged`. */
  async assertSound({ latest = LATEST }: { readonly latest?: number } = {}): Promise<void> {
    const facts = await this.head();
    const structure = runLogTask({ kind: 'inspect', file: this.file }, { facts });
    await Promise.all([structure, this.content.begin(facts, latest)]);
  }

  /** Reads everything once: structure, checksums, gaplessness. Rejects with `LogDamaged` at the first flaw. */
  async verify(): Promise<{ readonly events: number }> {
    const { events } = await runLogTask({ kind: 'verify', file: this.file });
    return { events };
  }

  /** Answers what was accepted, stops the subscriptions, gives the file free. Not from within a page handler. */
  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  /**
   * Damage found while reading, here or in another thread, stops the writing for good: nothing may be decided and put
   * down on top of it.
   */
  condemn(damage: Error): void {
    if (this.damage) return;
    this.damage = damage;
    this.tell.onChange(damage.message);
  }

  private async closeOnce(): Promise<void> {
    await this.content.end();
    // The writer goes last: a read-only connection could not fold the write-ahead log back into the file.
    await this.source.close();
    await this.desk.close();
    this.lock.release();
  }
}
