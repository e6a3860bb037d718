import type {
  Appended,
  EventStore,
  Expected,
  NewEvent,
  Page,
  PageHandler,
  ReadAllOptions,
  ReadOptions,
  Selection,
  StoreHealth,
  Subscription,
} from '../event-store/event-store.port.js';
import { NoSuchEvent, StoreUnavailable } from '../event-store/event-store.port.js';
import type { Anchor, Recorded } from '../fact.js';
import { categoryOf } from '../fact.js';
import { Appender } from './appender.js';
import { ClientLane, acquireAppendLane, releaseAppendLane } from './client-lane.js';
import { readConnection } from './connection.js';
import type { Connection } from './connection.js';
import { EsdbSubscription } from './esdb-subscription.js';
import { BLOCK, Landmarks } from './landmarks.js';
import { logIdentity } from './log-identity.js';
import { LogReader } from './log-reader.js';
import { assertNodesFit } from './node-check.js';
import { Readiness } from './readiness.js';

export interface EventStoreDbOptions {
  /** `esdb://host:2113?tls=false`, `esdb+discover://cluster:2113`; user and password in it. */
  readonly url: string;
  /** Longest wait for an answer, in milliseconds. Default 10 s. */
  readonly patienceMs?: number;
  /** How long a subscription may stand still behind the head, in milliseconds. Default 10 s. */
  readonly stallMs?: number;
  /** Called after every append that wrote: how many events, how long it took. */
  readonly onCommit?: (events: number, milliseconds: number) => void;
  /** Called when it can no longer be written, with the reason, and without one when it can again. */
  readonly onChange?: (reason?: string) => void;
  /** Called when a subscription was interrupted; it goes on by itself. */
  readonly onInterrupted?: (error: unknown) => void;
}

/** So many at least where most may be unwanted. */
const SMALLEST_FILTERED_READ = 32;

/**
 * Opens a log in EventStoreDB (or KurrentDB). Rejects, with one line naming the place: `UnsafeConnection`, `NodeUnfit`
 * (no leader, a memory database, flushing switched off), `StoreUnavailable`, `ForeignRecord`.
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStoreDbStore> {
  const connection = readConnection(options.url);
  const { patienceMs = 10_000 } = options;
  await assertNodesFit(connection, patienceMs);
  const appends = acquireAppendLane(options.url, connection);
  const reads = new ClientLane(connection);
  const reader = new LogReader(reads, patienceMs);
  try {
    const id = await logIdentity(appends, reader, patienceMs);
    return new EventStoreDbStore(options, { connection, appends, reads, reader, id, patienceMs });
  } catch (error) {
    await Promise.all([releaseAppendLane(options.url), reads.close()]);
    throw error;
  }
}

interface Opened {
  readonly connection: Connection;
  readonly appends: ClientLane;
  readonly reads: ClientLane;
  readonly reader: LogReader;
  readonly id: string;
  readonly patienceMs: number;
}

/**
 * The event store port on an EventStoreDB node or cluster. Positions are commit positions. Appends go through one
 * client of the process, reads and subscriptions through another, so that replacing the first disturbs no reader.
 */
export class EventStoreDbStore implements EventStore {
  private readonly subscriptions = new Set<EsdbSubscription>();
  private readonly appender: Appender;
  private readonly landmarks: Landmarks;
  private readonly readiness: Readiness;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly options: EventStoreDbOptions,
    private readonly opened: Opened,
  ) {
    const { connection, appends, reader, patienceMs } = opened;
    const { onChange = () => undefined } = options;
    this.readiness = new Readiness(() => assertNodesFit(connection, patienceMs), onChange);
    this.appender = new Appender({ lane: appends, reader, patienceMs, tell: this.readiness.tell });
    this.landmarks = new Landmarks(reader);
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    this.assertOpen();
    const began = performance.now();
    const appended = await this.appender.append(stream, expected, events);
    this.options.onCommit?.(events.length, performance.now() - began);
    return appended;
  }

  async read(stream: string, options: ReadOptions = {}): Promise<readonly Recorded[]> {
    this.assertOpen();
    return this.opened.reader.stream(stream, options);
  }

  async readAll(after: number, { categories, town, limit }: ReadAllOptions): Promise<Page> {
    this.assertOpen();
    const wanted = (fact: Recorded): boolean =>
      (categories?.includes(categoryOf(fact.stream)) ?? true) &&
      (town === undefined || (fact.metadata.townCode ?? '') === town);
    const events: Recorded[] = [];
    let size = Math.min(BLOCK, categories || town !== undefined ? Math.max(limit, SMALLEST_FILTERED_READ) : limit);
    for (let upTo = after; ; size = Math.min(BLOCK, size * 4)) {
      if (events.length >= limit) return { events, upTo };
      const places = await this.landmarks.after(upTo, size);
      this.landmarks.saw(upTo, places);
      for (const { position, fact } of places) {
        upTo = position;
        if (fact && wanted(fact)) events.push(fact);
        if (events.length >= limit) return { events, upTo };
      }
      if (places.length < size) return { events, upTo };
    }
  }

  subscribeAll(after: number, selection: Selection, handler: PageHandler): Subscription {
    this.assertOpen();
    const { stallMs = 10_000, onInterrupted = () => undefined } = this.options;
    const { reads: lane, reader } = this.opened;
    const subscription = new EsdbSubscription({ lane, reader, stallMs, onInterrupted }, after, selection, handler);
    this.subscriptions.add(subscription);
    const forget = (): boolean => this.subscriptions.delete(subscription);
    subscription.ended.then(forget, forget);
    return subscription;
  }

  async head(): Promise<number> {
    this.assertOpen();
    return this.opened.reader.head();
  }

  async logId(): Promise<string> {
    return this.opened.id;
  }

  async resolve(anchor: Anchor): Promise<number> {
    this.assertOpen();
    const [event] = await this.opened.reader.stream(anchor.stream, { from: anchor.revision, limit: 1 });
    if (event?.revision !== anchor.revision) throw new NoSuchEvent(anchor);
    return event.position;
  }

  async positionAt(instant: string): Promise<number> {
    this.assertOpen();
    return this.landmarks.positionAt(instant);
  }

  health(): StoreHealth {
    return this.readiness.health;
  }

  /** The server answers for its own files. */
  async assertSound(): Promise<void> {}

  /** Stops the subscriptions and gives the connections up. Not from within a page handler. */
  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  private async closeOnce(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await Promise.all([releaseAppendLane(this.options.url), this.opened.reads.close()]);
  }

  private assertOpen(): void {
    if (this.closing) throw new StoreUnavailable(`EventStoreDB ${this.opened.connection.place} 已关闭`);
  }
}
