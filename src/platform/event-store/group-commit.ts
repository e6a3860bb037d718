import type { AppendRequest, GroupOutcome, SqliteLogWriter } from './sqlite-log-writer.js';

/** One transaction takes no more than this, so that nobody waits behind an import. */
const MOST_APPENDS = 1_000;
const MOST_EVENTS = 5_000;

/**
 * The queue in front of the writer. While one transaction commits, whatever arrives waits here and goes into the next
 * one together: one flush to disk for all of them.
 */
export class GroupCommit {
  private queue: AppendRequest[] = [];
  private scheduled = false;

  constructor(
    private readonly writer: SqliteLogWriter,
    private readonly settled: (group: GroupOutcome) => void,
  ) {}

  accept(requests: readonly AppendRequest[]): void {
    this.queue.push(...requests);
    this.schedule();
  }

  /** Commits all that is waiting, now. */
  drain(): void {
    while (this.queue.length > 0) this.settled(this.writer.appendGroup(this.nextGroup()));
  }

  /** By way of the event loop, so that everything that has arrived meanwhile is in the queue. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (this.queue.length === 0) return;
      this.settled(this.writer.appendGroup(this.nextGroup()));
      if (this.queue.length > 0) this.schedule();
    });
  }

  private nextGroup(): readonly AppendRequest[] {
    let appends = 0;
    let events = 0;
    while (appends < this.queue.length && appends < MOST_APPENDS && events < MOST_EVENTS) {
      events += this.queue[appends]?.events.length ?? 0;
      appends++;
    }
    const group = this.queue.slice(0, appends);
    this.queue = this.queue.slice(appends);
    return group;
  }
}
