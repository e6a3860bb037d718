import type { EventStore, Page, Subscription } from '../event-store/event-store.port.js';
import type { Timer } from '../read-store/timer.js';
import { backoff } from './backoff.js';
import type { PageFolder } from './page-folder.js';
import { Serial } from './serial.js';
import type { Target } from './target.js';

export interface LaneParts {
  readonly store: EventStore;
  readonly folder: PageFolder;
  readonly categories: readonly string[];
  readonly timer: Timer;
  /** Told about targets that fell out of a page. */
  readonly onLost: (targets: readonly Target[]) => void;
  readonly onInterrupted: (error: unknown) => void;
}

/** The one subscription of the process: every page goes to all targets aboard, one page at a time. */
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
        this.subscription = store.subscribeAll(this.reached, { categories }, (page) =>
          this.turns.run(() => this.deliver(page)),
        );
        await this.subscription.ended;
        if (!signal.aborted) throw new Error('the subscription ended');
      } catch (error) {
        if (signal.aborted) return;
        this.parts.onInterrupted(error);
        await this.parts.timer.pause(backoff(this.attempts++), { signal });
      }
    }
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
