const GROWTH = 1.01;
const STEP = Math.log(GROWTH);
/** The last one begins beyond 17 hours. */
const BUCKETS = 2500;

/** Latencies by buckets that grow by 1 %: any number of them in little memory, every percentile at most 1 % too high. */
export class Histogram {
  private readonly buckets = new Uint32Array(BUCKETS);
  private counted = 0;
  private greatest = 0;

  /** Milliseconds, fractions included. */
  add(milliseconds: number): void {
    const micros = Math.max(1, milliseconds * 1000);
    const bucket = Math.min(BUCKETS - 1, Math.ceil(Math.log(micros) / STEP));
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1;
    this.counted += 1;
    this.greatest = Math.max(this.greatest, milliseconds);
  }

  get count(): number {
    return this.counted;
  }

  /** Milliseconds; 0 when nothing was added. */
  get max(): number {
    return this.greatest;
  }

  /** The value that this share (0 … 1) of all does not exceed, in milliseconds; 0 when nothing was added. */
  percentile(share: number): number {
    const wanted = Math.max(1, Math.ceil(share * this.counted));
    let seen = 0;
    for (const [bucket, count] of this.buckets.entries()) {
      seen += count;
      if (seen >= wanted) return Math.min(this.greatest, Math.exp(bucket * STEP) / 1000);
    }
    return this.greatest;
  }
}
