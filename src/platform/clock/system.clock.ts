import type { Instant } from '../fact.js';
import type { Timer } from '../read-store/timer.js';
import { steadyTimer } from '../read-store/timer.js';
import type { Clock } from './clock.port.js';

const LONGEST_HOP = 24 * 3_600_000;
/** A wait looks at the clock again at least this often, so that a clock set forward is noticed. */
const LOOK_EVERY = 60_000;

/** The machine's clock, clamped: within the process `now` never goes backwards. */
export class SystemClock implements Clock {
  private latest = 0;

  constructor(
    private readonly read: () => number = Date.now,
    private readonly timer: Timer = steadyTimer,
  ) {}

  now(): Instant {
    this.latest = Math.max(this.latest, this.read());
    return new Date(this.latest).toISOString();
  }

  async wakeAt(instant: Instant, signal?: AbortSignal): Promise<void> {
    for (;;) {
      const left = Date.parse(instant) - Date.parse(this.now());
      if (left <= 0 || signal?.aborted) return;
      await this.timer.pause(Math.min(left, LOOK_EVERY, LONGEST_HOP), { signal });
    }
  }
}
