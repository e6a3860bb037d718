import type { Instant } from '../fact.js';
import type { Clock } from './clock.port.js';

interface Waiter {
  readonly at: Instant;
  readonly wake: () => void;
}

/** A clock that stands until it is moved. In process only: no request can set the time. */
export class SimulatedClock implements Clock {
  private waiters: Waiter[] = [];

  constructor(private instant: Instant) {}

  now(): Instant {
    return this.instant;
  }

  /** Moves the clock, backwards too, and wakes whoever waited for an instant now reached, the earliest first. */
  set(instant: Instant): void {
    this.instant = instant;
    const due = this.waiters.filter(({ at }) => at <= instant).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    this.waiters = this.waiters.filter(({ at }) => at > instant);
    due.forEach(({ wake }) => wake());
  }

  async wakeAt(instant: Instant, signal?: AbortSignal): Promise<void> {
    if (instant <= this.instant || signal?.aborted) return;
    await new Promise<void>((resolve) => {
      const waiter: Waiter = { at: instant, wake: resolve };
      this.waiters.push(waiter);
      signal?.addEventListener(
        'abort',
        () => {
          this.waiters = this.waiters.filter((other) => other !== waiter);
          resolve();
        },
        { once: true },
      );
    });
  }
}
