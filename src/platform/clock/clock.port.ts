import type { Instant } from '../fact.js';

/** The only time and the only timer of the system. */
export interface Clock {
  now(): Instant;
  /**
   * Resolves once `now()` has reached `instant`; at once if it has. Abort resolves it early.
   * A wait is made of hops of at most 24 hours (a longer timer would fire at once).
   */
  wakeAt(instant: Instant, signal?: AbortSignal): Promise<void>;
}
