import type { Page, PageHandler, Subscription } from './event-store.port.js';
import { breath } from './sqlite-log-reader.js';

/** Where a subscription reads, and how it learns that there is more. */
export interface LiveSource {
  page(after: number): Promise<Page>;
  /** Resolves when the log has grown beyond a position, or when `signal` fires. */
  grownBeyond(position: number, signal: AbortSignal): Promise<void>;
}

/** Reads page after page, then waits for the log to grow. One page at a time; the handler is awaited. */
export class LiveSubscription implements Subscription {
  readonly ended: Promise<void>;
  private readonly stopping = new AbortController();
  private finished = false;
  private readonly waitingForEnd: (() => void)[] = [];

  constructor(
    private readonly source: LiveSource,
    after: number,
    private readonly handler: PageHandler,
    onEnd: () => void = () => undefined,
  ) {
    this.ended = this.run(after).finally(() => {
      this.finished = true;
      onEnd();
      this.waitingForEnd.forEach((resolve) => resolve());
    });
  }

  /** Never from within the handler: it would wait for itself. How it ended is told by `ended` alone. */
  async stop(): Promise<void> {
    this.stopping.abort();
    if (!this.finished) await new Promise<void>((resolve) => this.waitingForEnd.push(resolve));
  }

  private async run(start: number): Promise<void> {
    let after = start;
    // Nobody is called before `subscribeAll` has returned.
    await breath();
    while (!this.stopping.signal.aborted) {
      const page = await this.source.page(after);
      if (this.stopping.signal.aborted) return;
      if (page.upTo === after) {
        await this.source.grownBeyond(after, this.stopping.signal);
        await breath();
        continue;
      }
      await this.handler(page);
      after = page.upTo;
      await breath();
    }
  }
}
