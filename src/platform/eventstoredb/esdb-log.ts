import type {
  Page,
  PageHandler,
  ReadAllOptions,
  ReadOptions,
  ReadableLog,
  Selection,
  Subscription,
} from '../event-store/event-store.port.js';
import { NoSuchEvent, StoreUnavailable } from '../event-store/event-store.port.js';
import type { Anchor, Recorded } from '../fact.js';
import { ClientLane } from './client-lane.js';
import type { Connection } from './connection.js';
import { EsdbSubscription } from './esdb-subscription.js';
import { BLOCK, Landmarks } from './landmarks.js';
import { LastOutside } from './last-outside.js';
import { readIdentity } from './log-identity.js';
import { LogReader } from './log-reader.js';
import { selected } from './selected.js';

export interface EsdbLogOptions {
  /** Longest wait for an answer, in milliseconds. */
  readonly patienceMs: number;
  /** How long a subscription may stand still behind the head, in milliseconds. */
  readonly stallMs: number;
  /** Called when a subscription was interrupted; it goes on by itself. */
  readonly onInterrupted: (error: unknown) => void;
  /** Called when a client that was given up did not end in time, or ended with an error; nobody waits for it. */
  readonly onUnclosed: (error: unknown) => void;
}

/** So many places are read at least where most may be unwanted. */
const SMALLEST_FILTERED_READ = 32;

/**
 * The reading half of a log in EventStoreDB, on a client of its own, in whatever thread of the process: replacing the
 * client that appends disturbs no reader. Positions are commit positions.
 */
export class EsdbLog implements ReadableLog {
  readonly reader: LogReader;
  private readonly lane: ClientLane;
  private readonly landmarks: Landmarks;
  private readonly outside: LastOutside;
  private readonly subscriptions = new Set<EsdbSubscription>();
  private identity: Promise<string> | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly options: EsdbLogOptions,
  ) {
    this.lane = new ClientLane(connection, options);
    this.reader = new LogReader(this.lane, options.patienceMs);
    this.landmarks = new Landmarks(this.reader);
    this.outside = new LastOutside(this.reader, this.landmarks);
  }

  async read(stream: string, options: ReadOptions = {}): Promise<readonly Recorded[]> {
    this.assertOpen();
    return this.reader.stream(stream, options);
  }

  async readAll(after: number, { limit, town, ...selection }: ReadAllOptions): Promise<Page> {
    this.assertOpen();
    const isWanted = selected(selection, town);
    const mayPassOver = town !== undefined || selection.categories !== undefined || selection.types !== undefined;
    const events: Recorded[] = [];
    let size = Math.min(BLOCK, mayPassOver ? Math.max(limit, SMALLEST_FILTERED_READ) : limit);
    for (let upTo = after; ; size = Math.min(BLOCK, size * 4)) {
      if (events.length >= limit) return { events, upTo };
      const places = await this.landmarks.after(upTo, size);
      this.landmarks.saw(upTo, places);
      for (const { position, fact } of places) {
        upTo = position;
        if (fact && isWanted(fact)) events.push(fact);
        if (events.length >= limit) return { events, upTo };
      }
      if (places.length < size) return { events, upTo };
    }
  }

  subscribeAll(after: number, selection: Selection, handler: PageHandler): Subscription {
    this.assertOpen();
    const { stallMs, onInterrupted } = this.options;
    const { lane, reader } = this;
    const subscription = new EsdbSubscription({ lane, reader, stallMs, onInterrupted }, after, selection, handler);
    this.subscriptions.add(subscription);
    const forget = (): boolean => this.subscriptions.delete(subscription);
    subscription.ended.then(forget, forget);
    return subscription;
  }

  async head(): Promise<number> {
    this.assertOpen();
    return this.reader.head();
  }

  /** As `EventStore.lastOutside`. */
  async lastOutside(categories: readonly string[], upTo?: number): Promise<number> {
    this.assertOpen();
    return this.outside.find(categories, upTo);
  }

  /** Written when the log was first opened for appending; it never changes. */
  async logId(): Promise<string> {
    this.assertOpen();
    this.identity ??= readIdentity(this.reader).catch((error: unknown) => {
      this.identity = undefined;
      throw error;
    });
    return this.identity;
  }

  async resolve(anchor: Anchor): Promise<number> {
    this.assertOpen();
    const [event] = await this.reader.stream(anchor.stream, { from: anchor.revision, limit: 1 });
    if (event?.revision !== anchor.revision) throw new NoSuchEvent(anchor);
    return event.position;
  }

  async positionAt(instant: string): Promise<number> {
    this.assertOpen();
    return this.landmarks.positionAt(instant);
  }

  /** Stops the subscriptions and gives the connection up. Not from within a page handler. */
  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  /** What is said to whoever asks afterwards. */
  closed(): StoreUnavailable {
    return new StoreUnavailable(`EventStoreDB ${this.connection.place} 已关闭`);
  }

  private assertOpen(): void {
    if (this.closing) throw this.closed();
  }

  private async closeOnce(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await this.lane.close();
  }
}
