import type { Compare } from './ordering.js';
import { placeAfter } from './ordering.js';

const CHUNK = 512;

/**
 * Rows in a total order, cut into chunks so that one more or one less moves at most a chunk. `compare` must tell
 * any two different rows apart.
 */
export class SortedRows<T extends object> {
  private readonly chunks: T[][] = [];

  constructor(
    rows: Iterable<T>,
    private readonly compare: Compare<T>,
  ) {
    const sorted = [...rows].sort(compare);
    for (let start = 0; start < sorted.length; start += CHUNK) this.chunks.push(sorted.slice(start, start + CHUNK));
  }

  add(row: T): void {
    const at = Math.min(this.chunkFor(row), this.chunks.length - 1);
    const chunk = this.chunks[at];
    if (!chunk) {
      this.chunks.push([row]);
      return;
    }
    chunk.splice(placeAfter(chunk, row, this.compare), 0, row);
    if (chunk.length > 2 * CHUNK) this.chunks.splice(at + 1, 0, chunk.splice(CHUNK));
  }

  /** Takes out the very object that was added. */
  remove(row: T): void {
    const at = this.chunkFor(row);
    const chunk = this.chunks[at];
    const place = chunk ? placeAfter(chunk, row, this.compare) - 1 : -1;
    if (chunk?.[place] !== row) throw new Error('a sorted bucket has lost a row');
    chunk.splice(place, 1);
    if (chunk.length === 0) this.chunks.splice(at, 1);
  }

  *forwards(): Iterable<T> {
    for (const chunk of this.chunks) yield* chunk;
  }

  *backwards(): Iterable<T> {
    for (let at = this.chunks.length - 1; at >= 0; at--) {
      const chunk = this.chunks[at] ?? [];
      for (let index = chunk.length - 1; index >= 0; index--) {
        const row = chunk[index];
        if (row !== undefined) yield row;
      }
    }
  }

  /** First chunk whose last row is not smaller. */
  private chunkFor(row: T): number {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const last = this.chunks[middle]?.at(-1);
      if (last !== undefined && this.compare(last, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
