import { AccessDeniedError } from '@eventstore/db-client';
import type {
  Appended,
  EventStore,
  Expected,
  FactKind,
  NewEvent,
  StoreHealth,
} from '../event-store/event-store.port.js';
import { StoreUnavailable } from '../event-store/event-store.port.js';
import { kindsIn } from '../event-store/fact-kinds.js';
import { ForwardedLog } from '../event-store/forwarded-log.js';
import { Appender } from './appender.js';
import type { ClientLane } from './client-lane.js';
import { acquireAppendLane, releaseAppendLane } from './client-lane.js';
import { readConnection } from './connection.js';
import { EsdbLog } from './esdb-log.js';
import type { EsdbLogOptions } from './esdb-log.js';
import { nameLog } from './log-identity.js';
import { assertNodesFit } from './node-check.js';
import { Readiness } from './readiness.js';
import { ForeignRecord, NodeUnfit } from './refusals.js';

export interface EventStoreDbOptions extends Partial<EsdbLogOptions> {
  /** `esdb://host:2113?tls=false`, `esdb+discover://cluster:2113`; user and password in it. */
  readonly url: string;
  /** Called after every append that was answered with success: how many events, how long it took. */
  readonly onCommit?: (events: number, milliseconds: number) => void;
  /** Called when it can no longer be written, with the reason, and without one when it can again. */
  readonly onChange?: (reason?: string) => void;
}

/**
 * A command tries an append of unknown outcome three times, so that a server that stands still costs it 15 s. The
 * server's own limit for a commit is 2 s.
 */
const STANDARD: EsdbLogOptions = {
  patienceMs: 5_000,
  stallMs: 10_000,
  onInterrupted: () => undefined,
  onUnclosed: () => undefined,
};

/**
 * Opens a log in EventStoreDB (or KurrentDB). Rejects, with one line naming the place: `UnsafeConnection`, `NodeUnfit`
 * (no leader, a memory database, flushing switched off, no answer, an account that may not read it), `ForeignRecord`.
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStoreDbStore> {
  const connection = readConnection(options.url);
  const tuning = { ...STANDARD, ...options };
  const probe = (): Promise<void> => assertNodesFit(connection, tuning.patienceMs);
  await probe();
  const appends = acquireAppendLane(options.url, connection, tuning);
  const log = new EsdbLog(connection, tuning);
  try {
    await nameLog(appends, log.reader, tuning.patienceMs);
    const readiness = new Readiness(probe, tuning.onChange ?? (() => undefined));
    await log.logId();
    await assertReadable(log);
    return new EventStoreDbStore({ ...tuning, log, appends, readiness });
  } catch (error) {
    await Promise.all([releaseAppendLane(options.url), log.close()]);
    if (error instanceof ForeignRecord) throw error;
    throw new NodeUnfit(connection.place, error instanceof Error ? error.message : String(error));
  }
}

/** Who may use every stream may still not be allowed to read the whole log, which nothing else would tell at the start. */
async function assertReadable(log: EsdbLog): Promise<void> {
  try {
    await log.head();
  } catch (error) {
    if (!(error instanceof StoreUnavailable && error.cause instanceof AccessDeniedError)) throw error;
    throw new Error('账号无权读取整个日志（$all），须属于 $admins 或由 $all 的访问控制点名', { cause: error });
  }
}

/** The reading half alone, for another thread of a process that has opened the whole; nothing is checked or written. */
export function openEventStoreDbReader({
  url,
  ...tuning
}: { readonly url: string } & Partial<EsdbLogOptions>): EsdbLog {
  return new EsdbLog(readConnection(url), { ...STANDARD, ...tuning });
}

interface Opened extends EventStoreDbOptions {
  readonly patienceMs: number;
  readonly log: EsdbLog;
  readonly appends: ClientLane;
  readonly readiness: Readiness;
}

/** The event store port on an EventStoreDB node or cluster. */
export class EventStoreDbStore extends ForwardedLog<EsdbLog> implements EventStore {
  private readonly appender: Appender;
  /** Appends that wait for their answer; none of them rejects. */
  private readonly accepted = new Set<Promise<unknown>>();
  private closing: Promise<void> | undefined;

  constructor(private readonly opened: Opened) {
    const { log, appends: lane, readiness, patienceMs } = opened;
    super(log);
    this.appender = new Appender({ lane, reader: log.reader, patienceMs, tell: readiness.tell });
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    if (this.closing) throw this.source.closed();
    const began = performance.now();
    const accepted = this.appender.append(stream, expected, events);
    const settled: Promise<unknown> = accepted.catch(() => undefined).finally(() => this.accepted.delete(settled));
    this.accepted.add(settled);
    const appended = await accepted;
    this.opened.onCommit?.(events.length, performance.now() - began);
    return appended;
  }

  health(): StoreHealth {
    return this.opened.readiness.health;
  }

  lastOutside(categories: readonly string[], upTo?: number): Promise<number> {
    return this.source.lastOutside(categories, upTo);
  }

  kinds(): Promise<readonly FactKind[]> {
    return kindsIn(this.source);
  }

  /** The server answers for its own files. */
  async assertSound(): Promise<void> {}

  /** What a reader cannot have met in a log whose server answers for it. */
  condemn(): void {}

  /** Answers what was accepted, stops the subscriptions, gives the connections up. Not from within a page handler. */
  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  private async closeOnce(): Promise<void> {
    await Promise.all(this.accepted);
    await this.source.close();
    await releaseAppendLane(this.opened.url);
  }
}
