import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import { localDateOf } from '../calendar/local-date.js';
import type { Clock } from '../clock/clock.port.js';
import type { EventStore, Expected, NewEvent } from '../event-store/event-store.port.js';
import { UnknownOutcome } from '../event-store/event-store.port.js';
import type { Timer } from '../read-store/timer.js';
import { steadyTimer } from '../read-store/timer.js';
import type { AccessFact } from './access-facts.js';

interface Waiting {
  readonly event: NewEvent;
  readonly done?: (error?: unknown) => void;
}

export interface AccessLogParts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly failed: (error: unknown) => void;
  readonly timer?: Timer;
}

const LARGEST_BATCH = 500;
/** Records that may wait in memory; beyond it routine views are refused rather than forgotten. */
const LONGEST_QUEUE = 50_000;
const RETRY_MS = 200;

/** The access log cannot take more: nothing more is shown until it can. 503 */
export class AccessLogFull extends Error {
  override readonly name = 'AccessLogFull';
}

/**
 * The second log's only writer in this process. Records join one queue and are appended in batches to one stream per
 * process and day, so that nobody waits for a revision: routine views are written within moments, a reveal waits until
 * its record is durable. The log has its own positions and moves nothing of the business log.
 */
export class AccessLog {
  private readonly instance = uuidv7();
  private queue: Waiting[] = [];
  private writing: Promise<void> | undefined;
  private day = '';
  private revision: Expected = 'none';
  private readonly timer: Timer;

  constructor(private readonly parts: AccessLogParts) {
    this.timer = parts.timer ?? steadyTimer;
  }

  /** Number of records not yet durable. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Records without holding the answer up. Throws AccessLogFull when the log has been away for too long. */
  record(caller: Caller, fact: AccessFact): void {
    this.enqueue({ event: this.eventOf(caller, fact) });
  }

  /** Resolves once the record is durable; rejects if it could not be written, and then nothing may be revealed. */
  async recordDurably(caller: Caller, fact: AccessFact): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.enqueue({
        event: this.eventOf(caller, fact),
        done: (error) => (error === undefined ? resolve() : reject(error as Error)),
      });
    });
  }

  /** Resolves when everything recorded so far has been tried. */
  async flush(): Promise<void> {
    while (this.writing) await this.writing;
  }

  private enqueue(waiting: Waiting): void {
    if (this.queue.length >= LONGEST_QUEUE) throw new AccessLogFull('查阅记录暂时无法写入，暂停提供个人信息');
    this.queue.push(waiting);
    this.writing ??= this.write().finally(() => (this.writing = undefined));
  }

  private async write(): Promise<void> {
    await Promise.resolve();
    for (let failures = 0; this.queue.length > 0;) {
      const batch = this.queue.slice(0, LARGEST_BATCH);
      try {
        await this.append(batch.map(({ event }) => event));
        this.queue = this.queue.slice(batch.length);
        batch.forEach(({ done }) => done?.());
        failures = 0;
      } catch (error) {
        this.parts.failed(error);
        this.refuseReveals(error);
        if (++failures >= 3 || this.queue.length === 0) return;
        await this.timer.pause(RETRY_MS * failures);
      }
    }
  }

  /** Who waits for durability is told at once; routine records stay in the queue for the next try. */
  private refuseReveals(error: unknown): void {
    const waiting = this.queue.filter(({ done }) => done);
    this.queue = this.queue.filter(({ done }) => !done);
    waiting.forEach(({ done }) => done?.(error));
  }

  private async append(events: readonly NewEvent[]): Promise<void> {
    const day = localDateOf(this.parts.clock.now()).replaceAll('-', '');
    if (day !== this.day) {
      this.day = day;
      this.revision = 'none';
    }
    const stream = `access-${day}-${this.instance}`;
    try {
      this.revision = (await this.parts.store.append(stream, this.revision, events)).revision;
    } catch (error) {
      if (!(error instanceof UnknownOutcome)) throw error;
      this.revision = (await this.parts.store.append(stream, this.revision, events)).revision;
    }
  }

  private eventOf(caller: Caller, fact: AccessFact): NewEvent {
    const now = this.parts.clock.now();
    const id = uuidv7();
    return {
      id,
      type: fact.type,
      data: fact.data,
      metadata: {
        $correlationId: id,
        $causationId: id,
        commandId: id,
        requestHash: '',
        actorId: caller.id,
        actorPerson: caller.person,
        actorRole: caller.role,
        actorOrg: caller.org,
        divisionEdition: '',
        rulebookVersion: '',
        occurredAt: now,
        recordedAt: now,
        schemaVersion: '1',
      },
    };
  }
}
