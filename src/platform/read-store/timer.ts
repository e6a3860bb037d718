import { setTimeout as delay } from 'node:timers/promises';

export interface PauseOptions {
  /** Aborting ends the pause at once. */
  readonly signal?: AbortSignal;
  /** Housekeeping: does not keep the process alive. */
  readonly background?: boolean;
}

/** Time of the machinery, never of the business: how long something took, and a pause between two tries. */
export interface Timer {
  /** Milliseconds on a clock that nobody sets. */
  elapsed(): number;
  /** Resolves after `milliseconds`; never rejects. */
  pause(milliseconds: number, options?: PauseOptions): Promise<void>;
}

export const steadyTimer: Timer = {
  elapsed: () => performance.now(),
  pause: async (milliseconds, { signal, background = false } = {}) => {
    try {
      await delay(milliseconds, undefined, { signal, ref: !background });
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
