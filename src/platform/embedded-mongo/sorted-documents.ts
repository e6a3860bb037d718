import type { Compare } from './ordering.js';
import { placeAfter } from './ordering.js';
import type { Document } from './values.js';

const CHUNK = 512;

/**
 * Documents in a total order, cut into chunks so that one more or one less moves at most a chunk. `compare` must tell
 * any two different documents apart.
 */
export class SortedDocuments {
  private readonly chunks: Document[][] = [];

  constructor(
    documents: Iterable<Document>,
    private readonly compare: Compare,
  ) {
    const sorted = [...documents].sort(compare);
    for (let start = 0; start < sorted.length; start += CHUNK) this.chunks.push(sorted.slice(start, start + CHUNK));
  }

  add(document: Document): void {
    const at = Math.min(this.chunkFor(document), this.chunks.length - 1);
    const chunk = this.chunks[at];
    if (!chunk) {
      this.chunks.push([document]);
      return;
    }
    chunk.splice(placeAfter(chunk, document, this.compare), 0, document);
    if (chunk.length > 2 * CHUNK) this.chunks.splice(at + 1, 0, chunk.splice(CHUNK));
  }

  /** Takes out the very object that was added. */
  remove(document: Document): void {
    const at = this.chunkFor(document);
    const chunk = this.chunks[at];
    const place = chunk ? placeAfter(chunk, document, this.compare) - 1 : -1;
    if (chunk?.[place] !== document) throw new Error('a sorted bucket has lost a document');
    chunk.splice(place, 1);
    if (chunk.length === 0) this.chunks.splice(at, 1);
  }

  *forwards(): Iterable<Document> {
    for (const chunk of this.chunks) yield* chunk;
  }

  *backwards(): Iterable<Document> {
    for (let at = this.chunks.length - 1; at >= 0; at--) {
      const chunk = this.chunks[at] ?? [];
      for (let index = chunk.length - 1; index >= 0; index--) {
        const document = chunk[index];
        if (document !== undefined) yield document;
      }
    }
  }

  /** First chunk whose last document is not smaller. */
  private chunkFor(document: Document): number {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const last = this.chunks[middle]?.at(-1);
      if (last !== undefined && this.compare(last, document) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
