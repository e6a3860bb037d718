import { setTimeout as delay } from 'node:timers/promises';
import type { Commands } from './commands.js';
import type { SnapshotPlace } from './snapshot.js';
import { writeSnapshot } from './snapshot.js';

const EVERY_MS = 5 * 60_000;
const QUIET_MS = 10_000;

/**
 * Writes a snapshot now and then and one at the end, unless nothing has been written since the last. The first one comes
 * as soon as the writing pauses: what was poured at a start took minutes, and the next start shall not take them again
 * because this process was stopped or killed before its time came.
 */
export class SnapshotKeeper {
  private readonly closing = new AbortController();
  private readonly running: Promise<void>;
  private seen: number;

  /** `failed` is told why a snapshot could not be written; the next one is tried in its turn. */
  constructor(
    private readonly commands: Commands,
    private readonly place: SnapshotPlace,
    private readonly failed: (reason: string) => void,
  ) {
    this.seen = this.writes;
    this.running = this.keep();
  }

  /** The last one; to be called when nobody writes any more. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
    await this.write();
  }

  private get writes(): number {
    return this.commands.writesIn(this.place.databases);
  }

  private async keep(): Promise<void> {
    const { everyMs = EVERY_MS, quietMs = QUIET_MS } = this.place;
    const { signal } = this.closing;
    const look = Math.min(quietMs, everyMs);
    let before = this.seen;
    for (let waited = 0; waited < everyMs && !signal.aborted; waited += look) {
      await this.wait(look);
      if (this.writes === before && before !== this.seen) break;
      before = this.writes;
    }
    while (!signal.aborted) {
      await this.write();
      await this.wait(everyMs);
    }
  }

  /** Ends early, and without an error, when the end has come. */
  private async wait(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
  }

  private async write(): Promise<void> {
    const now = this.writes;
    if (now === this.seen) return;
    try {
      await writeSnapshot(this.commands.databases, this.place);
      this.seen = now;
    } catch (error) {
      this.failed(error instanceof Error ? error.message : String(error));
    }
  }
}
