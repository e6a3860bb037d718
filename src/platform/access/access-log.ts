import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import type { Clock } from '../clock/clock.port.js';
import type { EventStore, NewEvent } from '../event-store/event-store.port.js';
import { AppendTooLarge, InvalidAppend, WrongRevision } from '../event-store/event-store.port.js';
import type { Instant } from '../fact.js';
import type { Timer } from '../read-store/timer.js';
import { steadyTimer } from '../read-store/timer.js';
import type { AccessFact } from './access-facts.js';
import type { Waiting } from './access-queue.js';
import { AccessQueue, dayOf } from './access-queue.js';
import { recordsOf } from './access-record.js';
import { AccessStream } from './access-stream.js';

export interface AccessLogParts {
  /** A log of its own: its positions move nothing of the business log. */
  readonly store: EventStore;
  readonly clock: Clock;
  /** Told every failed attempt, and at the end what could not be written. */
  readonly failed: (error: unknown) => void;
  readonly timer?: Timer;
  /** Lower-case UUIDs, version 7 by default. */
  readonly ids?: () => string;
}

export interface AccessLogHealth {
  readonly writable: boolean;
  /** Records not yet durable. */
  readonly waiting: number;
  readonly failingSince?: Instant;
}

const LARGEST_BATCH = { records: 500, bytes: 512 * 1024 };
/** What may wait in memory; beyond it routine views are refused rather than forgotten. */
const LONGEST_QUEUE = { records: 50_000, bytes: 64 * 1024 * 1024 };
/** Routine records gather this long, far inside the second in which they must stand. */
const GATHER_MS = 100;
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;
const REVEAL_WITHIN_MS = 5_000;
const FLUSH_TRIES = 2;

/** The access log cannot take a record: what was to be shown is not shown. 503 */
export class AccessLogUnavailable extends Error {
  override readonly name: string = 'AccessLogUnavailable';
}

/** So many records wait that nothing more is shown until the log takes them. 503 */
export class AccessLogFull extends AccessLogUnavailable {
  override readonly name = 'AccessLogFull';
}

interface Flush {
  readonly upTo: number;
  triesLeft: number;
  readonly done: () => void;
}

/**
 * The second log's only writer in this process. Records join one queue and are appended in batches, so that nobody
 * waits for a revision: routine views stand within a second, a reveal waits until its record is durable. While the log
 * cannot be written, reveals are refused and routine records wait in memory for the next try.
 */
export class AccessLog {
  private readonly ids: () => string;
  private readonly timer: Timer;
  private readonly stream: AccessStream;
  private readonly queue = new AccessQueue();
  /** Handed to the log last. */
  private batch: readonly Waiting[] = [];
  /** One record at a time while a record is looked for that the log refuses for what it is. */
  private oneByOne = false;
  private writing: Promise<void> | undefined;
  private hurry = new AbortController();
  private flushes: readonly Flush[] = [];
  private failures = 0;
  private failingSince: Instant | undefined;
  private latest: Instant = '';
  private closed = false;

  constructor(private readonly parts: AccessLogParts) {
    this.ids = parts.ids ?? uuidv7;
    this.timer = parts.timer ?? steadyTimer;
    this.stream = new AccessStream(parts.store, this.ids());
  }

  /** Number of records not yet durable. */
  get waiting(): number {
    return this.queue.length;
  }

  health(): AccessLogHealth {
    const writable = !this.closed && this.failures === 0;
    return { writable, waiting: this.waiting, ...(this.failingSince ? { failingSince: this.failingSince } : {}) };
  }

  /**
   * Records without holding the answer up. Throws AccessLogFull when the log has been away for too long: then the
   * answer is withheld. `correlationId` is the request's.
   */
  record(caller: Caller, fact: AccessFact, correlationId?: string): void {
    this.enqueue(this.eventsOf(caller, fact, correlationId));
  }

  /** Resolves once the record is durable. Rejects if it is not within five seconds: then nothing may be revealed. */
  async recordDurably(caller: Caller, fact: AccessFact, correlationId?: string): Promise<void> {
    const events = this.eventsOf(caller, fact, correlationId);
    const answered = new AbortController();
    try {
      await new Promise<void>((resolve, reject) => {
        this.enqueue(events, (error) => (error ? reject(error) : resolve()));
        this.hurry.abort();
        void this.timer.pause(REVEAL_WITHIN_MS, { signal: answered.signal, background: true }).then(() => {
          reject(new AccessLogUnavailable('查阅记录未能及时写入，不予显示，请稍后重试'));
        });
      });
    } finally {
      answered.abort();
    }
  }

  /** Resolves when everything recorded so far is durable, or could not be written though tried again. Never rejects. */
  async flush(): Promise<void> {
    const upTo = this.queue.newest;
    if (this.queue.isPast(upTo)) return;
    await new Promise<void>((done) => {
      this.flushes = [...this.flushes, { upTo, triesLeft: FLUSH_TRIES, done }];
      this.hurry.abort();
    });
  }

  /** Takes nothing more, writes what it can, and reports how many records are lost. The store is closed afterwards. */
  async close(): Promise<void> {
    this.closed = true;
    await this.flush();
    if (this.queue.length > 0) {
      this.parts.failed(new AccessLogUnavailable(`停机时尚有 ${this.queue.length} 条查阅记录未能写入`));
      this.remove(this.queue.all, new AccessLogUnavailable('查阅记录已关闭，不予显示'));
      this.hurry.abort();
    }
    await this.writing;
  }

  private eventsOf(caller: Caller, fact: AccessFact, correlationId?: string): readonly NewEvent[] {
    const now = this.parts.clock.now();
    if (now > this.latest) this.latest = now;
    return recordsOf(fact, { caller, now: this.latest, ids: this.ids, correlationId });
  }

  private enqueue(events: readonly NewEvent[], settle?: Waiting['settle']): void {
    if (this.closed) throw new AccessLogUnavailable('查阅记录已关闭，暂停提供个人信息');
    if (this.queue.isFull(LONGEST_QUEUE)) throw new AccessLogFull('查阅记录暂时无法写入，暂停提供个人信息');
    this.queue.push(events, settle);
    this.writing ??= this.write();
  }

  /** Runs while there is anything to write; there is never more than one. */
  private async write(): Promise<void> {
    while (this.queue.length > 0) {
      await this.gather();
      if (!this.stream.isUnsettled) {
        this.batch = this.queue.front(this.oneByOne ? { ...LARGEST_BATCH, records: 1 } : LARGEST_BATCH);
      }
      if (this.batch.length === 0) continue;
      try {
        await this.append(this.batch);
        this.succeeded(this.batch);
      } catch (error) {
        if (isRefusal(error) && !this.stream.isUnsettled) this.singleOut(this.batch, error);
        else await this.fellThrough(error);
      }
    }
    // In one go with the last look at the queue: a record that comes now starts the next run.
    this.writing = undefined;
  }

  /** Lets routine records gather, unless somebody waits or they have waited already. */
  private async gather(): Promise<void> {
    const urgent = this.failures > 0 || this.flushes.length > 0 || this.oneByOne;
    if (urgent || this.queue.length >= LARGEST_BATCH.records || this.queue.reveals.length > 0) return;
    await this.rest(GATHER_MS);
  }

  /** A pause that a reveal, a flush or the end cuts short. */
  private async rest(milliseconds: number): Promise<void> {
    // Whoever hurried before has been seen to: he is in the queue or among the flushes.
    this.hurry = new AbortController();
    await this.timer.pause(milliseconds, { signal: this.hurry.signal, background: true });
  }

  /** Tried a second time at once when the first answer was lost or showed the true revision. */
  private async append(batch: readonly Waiting[]): Promise<void> {
    const events = batch.map(({ event }) => event);
    try {
      await this.stream.append(dayOf(batch[0]), events);
    } catch (error) {
      if (!this.stream.isUnsettled && !(error instanceof WrongRevision)) throw error;
      await this.stream.append(dayOf(batch[0]), events);
    }
  }

  private succeeded(batch: readonly Waiting[]): void {
    this.failures = 0;
    this.failingSince = undefined;
    this.remove(batch);
  }

  /** Who waits for a reveal is refused at once; routine records stay for the next try. */
  private async fellThrough(error: unknown): Promise<void> {
    this.parts.failed(error);
    this.failures += 1;
    this.failingSince ??= this.parts.clock.now();
    this.oneByOne = false;
    const refusal = new AccessLogUnavailable('查阅记录无法写入，不予显示，请稍后重试', { cause: error });
    // What may stand already is sent again unchanged: it is then on record though nothing was shown.
    const bound = new Set(this.stream.isUnsettled ? this.batch : []);
    const reveals = this.queue.reveals;
    for (const { settle } of reveals) settle?.(refusal);
    for (const flush of this.flushes) flush.triesLeft -= 1;
    this.remove(
      reveals.filter((waiting) => !bound.has(waiting)),
      refusal,
    );
    if (this.queue.length > 0) await this.rest(this.flushes.length > 0 ? FIRST_RETRY_MS : retryAfter(this.failures));
  }

  /** A record the log refuses for what it is must not hold up the others: found among them, reported, left out. */
  private singleOut(batch: readonly Waiting[], error: unknown): void {
    this.oneByOne = batch.length > 1;
    if (this.oneByOne) return;
    this.parts.failed(error);
    this.remove(batch, new AccessLogUnavailable('查阅记录无法写入，不予显示', { cause: error }));
  }

  private remove(gone: readonly Waiting[], error?: Error): void {
    this.queue.remove(gone, error);
    const answered = this.flushes.filter(({ upTo, triesLeft }) => triesLeft <= 0 || this.queue.isPast(upTo));
    this.flushes = this.flushes.filter((flush) => !answered.includes(flush));
    for (const { done } of answered) done();
  }
}

/** Not a fault of the log but of what it was given; it would be refused again for ever. */
function isRefusal(error: unknown): boolean {
  return error instanceof InvalidAppend || error instanceof AppendTooLarge;
}

function retryAfter(failures: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10));
}
