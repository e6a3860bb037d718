import { epochMillisOf } from '../platform/calendar/local-date.js';
import type { Clock } from '../platform/clock/clock.port.js';
import type { Instant } from '../platform/fact.js';

/**
 * The clock of a play, which stands until it is moved. Whoever waits for an instant ahead sleeps until he gives up: the
 * play itself says when the clocks' policies look, so that it goes alike every time.
 */
export class PlayClock implements Clock {
  private instant: Instant;

  constructor(
    start: Instant,
    private readonly real: Clock,
  ) {
    epochMillisOf(start);
    this.instant = start;
  }

  now(): Instant {
    return this.instant;
  }

  /** Moves the play on. Never beyond the real now: no fact is recorded in the future. */
  set(instant: Instant): void {
    epochMillisOf(instant);
    if (instant > this.real.now()) throw new RangeError(`演示时间 ${instant} 晚于当前时间`);
    this.instant = instant;
  }

  async wakeAt(instant: Instant, signal?: AbortSignal): Promise<void> {
    epochMillisOf(instant);
    if (instant > this.instant && signal?.aborted !== true) await aborted(signal);
  }
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
}
