import { setImmediate as turn } from 'node:timers/promises';
import { epochMillisOf } from '../calendar/local-date.js';
import type { Instant } from '../fact.js';
import type { Clock } from './clock.port.js';

interface Waiter {
  readonly at: Instant;
  readonly wake: () => void;
}

/** A clock that stands until it is moved. In process only: no request can set the time. */
export class SimulatedClock implements Clock {
  private instant: Instant;
  private waiters: readonly Waiter[] = [];

  constructor(instant: Instant) {
    this.instant = assertInstant(instant);
  }

  now(): Instant {
    return this.instant;
  }

  /** Jumps, backwards too, and wakes whoever waited for an instant now reached, the earliest first; all of them see the new now. */
  set(instant: Instant): void {
    this.instant = assertInstant(instant);
    for (let next = this.next(instant); next; next = this.next(instant)) next.wake();
  }

  /**
   * Runs forward to `instant`, stopping at every instant somebody waits for, waits made on the way included; a waiter
   * sees his own instant as now. At each stop the woken get a turn of the event loop, then `settle` is awaited.
   */
  async advanceTo(instant: Instant, settle?: () => Promise<unknown>): Promise<void> {
    if (assertInstant(instant) < this.instant) throw new RangeError(`时钟已到 ${this.instant}，不能退到 ${instant}`);
    for (let next = this.next(instant); next; next = this.next(instant)) {
      if (next.at > this.instant) this.instant = next.at;
      next.wake();
      await turn();
      await settle?.();
    }
    if (instant > this.instant) this.instant = instant;
  }

  async wakeAt(instant: Instant, signal?: AbortSignal): Promise<void> {
    if (assertInstant(instant) <= this.instant || signal?.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.waiters = this.waiters.filter((other) => other !== waiter);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const waiter: Waiter = { at: instant, wake };
      this.waiters = [...this.waiters, waiter];
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  /** The earliest waiter due by `instant`; of two for one instant the one who came first. */
  private next(instant: Instant): Waiter | undefined {
    return this.waiters
      .filter(({ at }) => at <= instant)
      .reduce<Waiter | undefined>((first, waiter) => (first && first.at <= waiter.at ? first : waiter), undefined);
  }
}

/** Texts of another form do not sort by time. */
function assertInstant(instant: Instant): Instant {
  epochMillisOf(instant);
  return instant;
}
