import { plusMillis } from '../calendar/local-date.js';
import type { Clock } from '../clock/clock.port.js';
import type { Instant } from '../fact.js';

export interface RoundsParts {
  readonly clock: Clock;
  readonly round: () => Promise<unknown>;
  /** When something is due next, seen from `now`. */
  readonly due: (now: Instant) => Instant | Promise<Instant>;
  /** Told of a round that failed; the next round tries again. */
  readonly failed: (error: unknown) => void;
}

const HOUR = 3_600_000;
/** What was entered late, a published calendar or a clock set back is noticed within this time. */
const LOOK_AGAIN = 6 * HOUR;

/** Plays a round at once, whenever something is due, and several times a day besides, until it is stopped. */
export class Rounds {
  private stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: RoundsParts) {}

  /** A round that sees it ends early. */
  get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Begins, or after a stop begins again. */
  start(): void {
    this.stopping = new AbortController();
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const { clock, round, failed } = this.parts;
    while (!signal.aborted) {
      try {
        await round();
      } catch (error) {
        failed(error);
      }
      await clock.wakeAt(await this.nextLook(), signal);
    }
  }

  private async nextLook(): Promise<Instant> {
    const now = this.parts.clock.now();
    const due = await this.parts.due(now);
    const soon = plusMillis(now, LOOK_AGAIN);
    return due < soon ? due : soon;
  }
}
