import { runLogTask } from './log-task-host.js';

/** Looks at the content of a log: of the latest facts before anything is built on them, of older ones meanwhile. */
export class ContentCheck {
  private readonly breakOff = new AbortController();
  private looking: Promise<void> | undefined;

  constructor(
    private readonly file: string,
    /** Hears what older facts turn out to be: damaged, or not to be had, which cannot be trusted either. */
    private readonly damaged: (damage: Error) => void,
  ) {}

  /** Rejects with `LogDamaged` when one of the `latest` facts up to `head` is not what was written. */
  async begin(head: number, latest: number): Promise<void> {
    const older = Math.max(0, head - latest);
    await runLogTask({ kind: 'read-through', file: this.file, after: older, upTo: head }, { facts: head });
    if (older > 0) this.looking ??= this.lookAtOlder(older);
  }

  async end(): Promise<void> {
    this.breakOff.abort();
    await this.looking;
  }

  private async lookAtOlder(upTo: number): Promise<void> {
    const { signal } = this.breakOff;
    try {
      await runLogTask({ kind: 'read-through', file: this.file, after: 0, upTo }, { signal });
    } catch (error) {
      if (!signal.aborted) this.damaged(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
