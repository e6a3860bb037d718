import { setTimeout as delay } from 'node:timers/promises';

/** Time of the machinery, never of the business: how long something took, and a pause between two tries. */
export interface Timer {
  /** Milliseconds on a clock that nobody sets. */
  elapsed(): number;
  /** Resolves after `milliseconds`, or at once when `signal` is aborted; never rejects. */
  pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const steadyTimer: Timer = {
  elapsed: () => performance.now(),
  pause: async (milliseconds, signal) => {
    try {
      await delay(milliseconds, undefined, { signal });
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
