import { plusMillis } from '../calendar/local-date.js';
import type { Clock } from '../clock/clock.port.js';
import type { Instant } from '../fact.js';
import type { Lease } from './lease.js';

/** Runs until the signal; resolves when nothing of it goes on any more. `epoch` fences what it writes. */
export type Work = (epoch: number, signal: AbortSignal) => Promise<void>;

export interface TurnsParts {
  readonly lease: Pick<Lease, 'take' | 'renew' | 'release'>;
  readonly clock: Clock;
  readonly lastsMs: number;
  readonly work: Work;
  /** Told what failed; it is tried again. */
  readonly failed: (error: unknown) => void;
}

/** Renewals within one lease, so that a slow answer or two do not end a tenure. */
const RENEWALS = 3;
/** How often whoever waits looks whether the lease has been given back. */
const LOOK_AGAIN_MS = 500;

/** Does its work while this process holds the lease, and lets it go the moment it does not. */
export class Turns {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: TurnsParts) {}

  start(): void {
    this.running = this.run();
  }

  /** Ends the work, gives the lease back, and resolves. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const epoch = await this.told(() => this.parts.lease.take());
      if (epoch !== undefined) await this.hold(epoch);
      await this.wait(LOOK_AGAIN_MS, signal);
    }
  }

  private async hold(epoch: number): Promise<void> {
    const over = new AbortController();
    const working = this.told(() => this.parts.work(epoch, over.signal)).finally(() => over.abort());
    await this.renewUntilLost(epoch, AbortSignal.any([this.stopping.signal, over.signal]));
    over.abort();
    await working;
    await this.told(() => this.parts.lease.release(epoch));
  }

  private async renewUntilLost(epoch: number, signal: AbortSignal): Promise<void> {
    const { clock, lastsMs, lease } = this.parts;
    for (let until = plusMillis(clock.now(), lastsMs); clock.now() < until;) {
      await this.wait(lastsMs / RENEWALS, signal);
      if (signal.aborted) return;
      const asked = clock.now();
      const renewed = await this.answered(() => lease.renew(epoch), until, signal);
      if (renewed === false) return;
      if (renewed) until = plusMillis(asked, lastsMs);
    }
  }

  /** A store that does not answer must not keep anybody at work beyond his lease. */
  private async answered(
    ask: () => Promise<boolean>,
    until: Instant,
    signal: AbortSignal,
  ): Promise<boolean | undefined> {
    const enough = new AbortController();
    const patience = this.parts.clock.wakeAt(until, AbortSignal.any([signal, enough.signal]));
    try {
      return await Promise.race([this.told(ask), patience.then(() => undefined)]);
    } finally {
      enough.abort();
    }
  }

  private async told<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await ask();
    } catch (error) {
      this.parts.failed(error);
      return undefined;
    }
  }

  private wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    const { clock } = this.parts;
    return clock.wakeAt(plusMillis(clock.now(), milliseconds), signal);
  }
}
