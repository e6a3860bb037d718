import { epochMillisOf, instantOfEpochMillis } from '../calendar/local-date.js';
import type { Instant } from '../fact.js';
import type { Timer } from '../read-store/timer.js';
import { steadyTimer } from '../read-store/timer.js';
import type { Clock } from './clock.port.js';

/** One hop of a wait. Far below the 24 days at which a timer fires at once, and short enough to notice a clock set forward. */
const LOOK_EVERY_MS = 60_000;

/** The machine's clock, clamped: within the process `now` never goes backwards. */
export class SystemClock implements Clock {
  private latest = 0;

  constructor(
    private readonly read: () => number = Date.now,
    private readonly timer: Timer = steadyTimer,
  ) {}

  now(): Instant {
    return instantOfEpochMillis(this.millis());
  }

  /** Rejects with RangeError for a text that is no instant: waiting for it would never end. */
  async wakeAt(instant: Instant, signal?: AbortSignal): Promise<void> {
    const at = epochMillisOf(instant);
    for (let left = at - this.millis(); left > 0 && !signal?.aborted; left = at - this.millis()) {
      await this.timer.pause(Math.min(left, LOOK_EVERY_MS), { signal });
    }
  }

  private millis(): number {
    this.latest = Math.max(this.latest, Math.floor(this.read()));
    return this.latest;
  }
}
