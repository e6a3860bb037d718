import { epochMillisOf } from '../platform/calendar/local-date.js';
import type { Clock } from '../platform/clock/clock.port.js';
import type { Instant } from '../platform/fact.js';

/**
 * First the clock of the rehearsal, which stands until it is moved, then the real one, for good. Who waits during the
 * rehearsal sleeps until the hand-over, whatever he waits for: the play itself says when the clocks' policies look, so
 * that it goes alike every time.
 */
export class HandOverClock implements Clock {
  private rehearsed: Instant | undefined;
  private readonly over = new AbortController();

  constructor(
    start: Instant,
    private readonly real: Clock,
  ) {
    epochMillisOf(start);
    this.rehearsed = start;
  }

  now(): Instant {
    return this.rehearsed ?? this.real.now();
  }

  /** Moves the rehearsal on. Never beyond the real now: no fact is recorded in the future. */
  set(instant: Instant): void {
    if (this.rehearsed === undefined) throw new Error('the rehearsal is over');
    epochMillisOf(instant);
    if (instant > this.real.now()) throw new RangeError(`演示时间 ${instant} 晚于当前时间`);
    this.rehearsed = instant;
  }

  handOver(): void {
    this.rehearsed = undefined;
    this.over.abort();
  }

  async wakeAt(instant: Instant, signal?: AbortSignal): Promise<void> {
    epochMillisOf(instant);
    if (this.rehearsed !== undefined) {
      if (instant <= this.rehearsed || signal?.aborted) return;
      const { signal: over } = this.over;
      await aborted(signal === undefined ? over : AbortSignal.any([over, signal]));
    }
    if (!signal?.aborted) await this.real.wakeAt(instant, signal);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
