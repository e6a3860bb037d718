import { setTimeout as delay } from 'node:timers/promises';
import type { Commands } from './commands.js';
import type { SnapshotPlace } from './snapshot.js';
import { writeSnapshot } from './snapshot.js';

const EVERY_MS = 5 * 60_000;

/** Writes a snapshot now and then and one at the end, unless nothing has been written since the last. */
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
    const { signal } = this.closing;
    while (!signal.aborted) {
      // Aborting is how it ends: there is nothing to tell.
      await delay(this.place.everyMs ?? EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await this.write();
    }
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
