import type { Anchor, Recorded } from '../fact.js';
import type {
  Page,
  PageHandler,
  ReadAllOptions,
  ReadOptions,
  ReadableLog,
  Selection,
  Subscription,
} from './event-store.port.js';
import { HeadWatch } from './head-watch.js';
import { LiveSubscription } from './live-subscription.js';
import { LogDamaged } from './log-refusals.js';
import { SqliteLogReader } from './sqlite-log-reader.js';

/** Most events of one page handed to a subscriber. */
const SUBSCRIPTION_PAGE = 500;

/**
 * The reading half of the embedded log, on a read-only connection of its own, in whatever thread of the process. It
 * does not see the log grow: whoever writes, or hears of it, announces the new end.
 */
export class SqliteLogFollower implements ReadableLog {
  private readonly heads = new HeadWatch();
  private readonly subscriptions = new Set<LiveSubscription>();
  private readonly reader: SqliteLogReader;

  /** `onDamage` is told of every read that met what cannot have been written; the reader gets the error as well. */
  constructor(
    file: string,
    private readonly onDamage: (damage: LogDamaged) => void,
  ) {
    this.reader = new SqliteLogReader(file);
  }

  /** The log reaches at least this far now. */
  announce(head: number): void {
    this.heads.announce(head);
  }

  read(stream: string, options: ReadOptions = {}): Promise<readonly Recorded[]> {
    return this.from((reader) => reader.stream(stream, options));
  }

  readAll(after: number, options: ReadAllOptions): Promise<Page> {
    return this.from((reader) => reader.page(after, options));
  }

  subscribeAll(after: number, selection: Selection, handler: PageHandler): Subscription {
    const source = {
      page: (from: number) => this.readAll(from, { ...selection, limit: SUBSCRIPTION_PAGE }),
      grownBeyond: (position: number, signal: AbortSignal) => this.heads.beyond(position, signal),
    };
    const subscription: LiveSubscription = new LiveSubscription(source, after, handler, () =>
      this.subscriptions.delete(subscription),
    );
    this.subscriptions.add(subscription);
    return subscription;
  }

  head(): Promise<number> {
    return this.from((reader) => reader.head());
  }

  logId(): Promise<string> {
    return this.from((reader) => reader.logId());
  }

  resolve(anchor: Anchor): Promise<number> {
    return this.from((reader) => reader.positionOf(anchor));
  }

  lastOutside(categories: readonly string[], upTo?: number): Promise<number> {
    return this.from((reader) => reader.lastOutside(categories, upTo));
  }

  positionAt(instant: string): Promise<number> {
    return this.from((reader) => reader.positionAt(instant));
  }

  /** Stops the subscriptions and gives the file free. Not from within a page handler. */
  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    this.reader.close();
  }

  private async from<Answer>(read: (reader: SqliteLogReader) => Answer | Promise<Answer>): Promise<Answer> {
    try {
      return await read(this.reader);
    } catch (error) {
      if (error instanceof LogDamaged) this.onDamage(error);
      throw error;
    }
  }
}
