import type { ReadableLog, Page, Subscription } from '../event-store/event-store.port.js';
import type { Timer } from '../read-store/timer.js';
import { backoff } from './backoff.js';
import type { PageFolder } from './page-folder.js';
import { Serial } from './serial.js';
import type { Target } from './target.js';

export interface LaneParts {
  readonly store: ReadableLog;
  readonly folder: PageFolder;
  readonly categories: readonly string[];
  readonly timer: Timer;
  /** Milliseconds from the beginning of one small page to the next: a page costs as many round trips for one fact. */
  readonly gatherMs: number;
  /** Told about targets that fell out of a page. */
  readonly onLost: (targets: readonly Target[]) => void;
  readonly onInterrupted: (error: unknown) => void;
}

/** A page of so many is worth its round trips: the next one follows at once. */
const FULL_PAGE = 500;

/**
 * The one subscription of the process: every page goes to all targets aboard, one page at a time. A fact that comes
 * alone is delivered at once; what comes soon after it goes together.
 */
export class Lane {
  private readonly aboard = new Set<Target>();
  private readonly turns = new Serial();
  private readonly closing = new AbortController();
  private running: Promise<void> | undefined;
  private subscription: Subscription | undefined;
  private reached = 0;
  private attempts = 0;

  constructor(private readonly parts: LaneParts) {}

  /** Everything up to here has been handed to the targets aboard, or is being handed to them now. */
  get position(): number {
    return this.reached;
  }

  get isOpen(): boolean {
    return this.running !== undefined;
  }

  open(after: number): void {
    this.reached = after;
    this.running = this.follow();
  }

  /** Runs work between two pages: nothing is handed out meanwhile, and `position` does not move. */
  pause<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.run(work);
  }

  /** Takes a target aboard, if it has come as far as the lane: then the next page continues where it stands. */
  board(target: Target): boolean {
    if (target.position < this.reached) return false;
    this.aboard.add(target);
    return true;
  }

  leave(target: Target): void {
    this.aboard.delete(target);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.subscription?.stop();
    await this.running;
  }

  private async follow(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        const { store, categories } = this.parts;
        this.subscription = store.subscribeAll(this.reached, { categories }, (page) => this.take(page));
        await this.subscription.ended;
        if (!signal.aborted) throw new Error('the subscription ended');
      } catch (error) {
        if (signal.aborted) return;
        this.parts.onInterrupted(error);
        await this.parts.timer.pause(backoff(this.attempts++), { signal });
      }
    }
  }

  private async take(page: Page): Promise<void> {
    const { timer, gatherMs } = this.parts;
    const next = timer.elapsed() + gatherMs;
    await this.turns.run(() => this.deliver(page));
    const left = next - timer.elapsed();
    if (left > 0 && page.events.length < FULL_PAGE) await timer.pause(left, { signal: this.closing.signal });
  }

  private async deliver(page: Page): Promise<void> {
    const targets = [...this.aboard];
    const before = this.reached;
    this.reached = Math.max(this.reached, page.upTo);
    try {
      await this.parts.folder.fold(targets, page);
    } catch (error) {
      this.reached = before;
      throw error;
    }
    this.attempts = 0;
    const lost = targets.filter((target) => target.lost !== undefined && this.aboard.delete(target));
    if (lost.length > 0) this.parts.onLost(lost);
  }
}
