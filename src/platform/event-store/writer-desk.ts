import type { Appended, Expected } from './event-store.port.js';
import { steadyTimer } from '../read-store/timer.js';
import { StoreUnavailable, UnknownOutcome, WrongRevision } from './event-store.port.js';
import type { StartWriter, WriterHost } from './log-writer-host.js';
import { messageOf } from './sqlite-log-file.js';
import type { AppendOutcome, AppendRequest, GroupOutcome } from './sqlite-log-writer.js';

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

export interface DeskListener {
  /** Something may have been written: the log's last position, and figures of the transaction. */
  committed(head: number, events: number, milliseconds: number): void;
  /** It can no longer be written, for this reason; or, without one, it can again. */
  changed(reason?: string): void;
}

/** Pause between two tries of a writer that had to stop. */
const TRY_AGAIN_MS = 1_000;

/**
 * Hands appends to the writer and its answers back to the callers. A writer that is lost (its thread died) leaves what
 * was with it in doubt and everybody else unharmed; the next append or health question starts another one. Without
 * either it is tried again every second: what a doubtful commit left must reach the subscribers though nobody writes.
 */
export class WriterDesk {
  /** Not yet handed over, and handed over in this order. */
  private waiting: Waiting[] = [];
  private sent: Waiting[] = [];
  private host: WriterHost | undefined;
  private starting: Promise<void> | undefined;
  private flushing = false;
  private closed = false;
  private reason: string | undefined;
  private idle: (() => void)[] = [];
  private readonly closing = new AbortController();
  private trying: Promise<void> | undefined;

  constructor(
    private readonly file: string,
    private readonly startWriter: StartWriter,
    private readonly listener: DeskListener,
  ) {}

  /** Starts the writer; rejects with what keeps it from writing. */
  async open(): Promise<void> {
    await this.start();
    if (this.reason !== undefined) throw new StoreUnavailable(this.reason);
  }

  get health(): { readonly writable: boolean; readonly reason?: string } {
    return this.reason === undefined ? { writable: true } : { writable: false, reason: this.reason };
  }

  append(request: AppendRequest): Promise<Appended> {
    if (this.closed) return Promise.reject(new StoreUnavailable(`事实日志 ${this.file} 已关闭`));
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      this.flushSoon();
    });
  }

  /** Asks a writer that cannot write to try again. Costs nothing when it can. */
  resume(): void {
    if (this.closed || this.reason === undefined) return;
    if (this.host) this.host.resume();
    else void this.start();
  }

  /** Everything accepted is answered before this resolves. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.closing.abort();
    if (this.waiting.length + this.sent.length > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
    await this.starting;
    const host = this.host;
    this.host = undefined;
    this.reason = `事实日志 ${this.file} 已关闭`;
    await host?.close();
  }

  /** One message for all that callers ask within one turn of the event loop. */
  private flushSoon(): void {
    if (this.flushing) return;
    this.flushing = true;
    setImmediate(() => {
      this.flushing = false;
      if (this.host) this.handOver(this.host);
      else void this.start();
    });
  }

  private handOver(host: WriterHost): void {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    this.sent = this.sent.length === 0 ? batch : this.sent.concat(batch);
    host.append(batch.map(({ request }) => request));
  }

  private start(): Promise<void> {
    this.starting ??= this.startOnce().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  private async startOnce(): Promise<void> {
    if (this.closed) return this.lose(`事实日志 ${this.file} 已关闭`);
    let lost = false;
    try {
      const host = await this.startWriter(this.file, {
        settled: (group) => this.settle(group),
        state: (head, reason) => {
          this.become(reason);
          this.listener.committed(head, 0, 0);
        },
        lost: (reason) => {
          lost = true;
          this.lose(reason);
        },
      });
      if (lost) return;
      this.host = host;
      this.become(undefined);
      this.handOver(host);
    } catch (error) {
      this.lose(messageOf(error));
    }
  }

  /** What was never handed over was not written; what was with the writer is in doubt. */
  private lose(reason: string): void {
    this.host = undefined;
    this.become(reason);
    const doubtful = this.sent;
    const refused = this.waiting;
    this.sent = [];
    this.waiting = [];
    for (const { reject } of doubtful) reject(new UnknownOutcome(reason));
    for (const { reject } of refused) reject(new StoreUnavailable(reason));
    this.tellIdle();
  }

  private settle(group: GroupOutcome): void {
    const answered = this.sent.slice(0, group.outcomes.length);
    this.sent = this.sent.slice(group.outcomes.length);
    this.become(group.reason);
    this.listener.committed(group.head, group.events, group.milliseconds);
    group.outcomes.forEach((outcome, index) => {
      const waiting = answered[index];
      if (waiting) answer(waiting, outcome);
    });
    this.tellIdle();
  }

  /** Told once for each change, not for every append that meets the same trouble. */
  private become(reason: string | undefined): void {
    const before = this.reason;
    this.reason = reason;
    if ((before === undefined) === (reason === undefined)) return;
    this.listener.changed(reason);
    if (reason !== undefined) this.trying ??= this.tryAgain();
  }

  private async tryAgain(): Promise<void> {
    while (this.reason !== undefined && !this.closed) {
      await steadyTimer.pause(TRY_AGAIN_MS, { signal: this.closing.signal, background: true });
      this.resume();
    }
    this.trying = undefined;
  }

  private tellIdle(): void {
    if (this.waiting.length + this.sent.length > 0) return;
    const idle = this.idle;
    this.idle = [];
    idle.forEach((resolve) => resolve());
  }
}

function answer({ request, resolve, reject }: Waiting, outcome: AppendOutcome): void {
  switch (outcome.kind) {
    case 'appended':
      return resolve({ revision: outcome.revision, position: outcome.position });
    case 'wrong-revision':
      return reject(new WrongRevision(request.stream, asExpected(request.expected), asExpected(outcome.actual)));
    case 'unavailable':
      return reject(new StoreUnavailable(outcome.reason));
    case 'unknown':
      return reject(new UnknownOutcome(outcome.reason));
  }
}

function asExpected(revision: number): Expected {
  return revision < 0 ? 'none' : revision;
}
