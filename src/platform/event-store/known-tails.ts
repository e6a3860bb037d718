const KEPT = 100_000;

/**
 * Last revisions of streams, as far as this process knows them for certain. As long as no other process can write the
 * log, what lies behind a known tail need not be looked for on disk: every decision asks for the news of streams that
 * seldom have any.
 */
export class KnownTails {
  /** Last revision of a stream, -1 where there is none. */
  private readonly tails = new Map<string, number>();
  /** The last read of each stream that has begun and neither ended nor been overtaken by an append. */
  private readonly open = new Map<string, symbol>();

  /** True when the stream certainly holds nothing from `revision` on. */
  endsBefore(stream: string, revision: number): boolean {
    const tail = this.tails.get(stream);
    return tail !== undefined && revision > tail;
  }

  /**
   * Call at the beginning of a read; what it returns takes the last revision at its end: the one found, or the one
   * before the first asked for where nothing was found. It counts only if no append to the stream was answered
   * meanwhile: the read may have been before it.
   */
  reading(stream: string): (last: number) => void {
    const read = Symbol(stream);
    this.open.set(stream, read);
    return (last) => {
      if (this.open.get(stream) !== read) return;
      this.open.delete(stream);
      this.keep(stream, last);
    };
  }

  /** An append was answered. A repeated one is answered with an old revision, so only one at the known tail moves it. */
  appended(stream: string, expected: number, last: number): void {
    this.open.delete(stream);
    if (this.tails.get(stream) === expected) this.keep(stream, last);
    else this.tails.delete(stream);
  }

  /** An append failed or its outcome is unknown: only the disk knows. */
  forget(stream: string): void {
    this.open.delete(stream);
    this.tails.delete(stream);
  }

  private keep(stream: string, last: number): void {
    this.tails.delete(stream);
    this.tails.set(stream, last);
    if (this.tails.size <= KEPT) return;
    for (const oldest of this.tails.keys()) {
      this.tails.delete(oldest);
      return;
    }
  }
}
