import { BSON, Long } from 'bson';
import type { Results } from './collection.js';
import { MongoFault } from './errors.js';
import type { Document } from './values.js';

const FIRST_BATCH = 101;
/** Most bytes of documents in one answer. A single document may be as large as a document can be. */
const BATCH_BYTES = 16_000_000;
/** A cursor nobody has asked for so long is forgotten, as on a real server. */
const IDLE_MS = 10 * 60_000;

interface Cursor {
  readonly namespace: string;
  readonly documents: Results;
  next: number;
  touched: number;
}

/**
 * Results waiting to be fetched batch by batch. A result is what stood there when it was asked for: stored documents
 * are never changed, so holding them is a snapshot.
 */
export class Cursors {
  private readonly open = new Map<string, Cursor>();
  private lastId = 0;

  /** The first answer to a reading command. `batchSize` 0 means an empty first batch. */
  begin(namespace: string, documents: Results, batchSize = FIRST_BATCH, single = false): Document {
    this.forgetIdle();
    const cursor: Cursor = { namespace, documents, next: 0, touched: performance.now() };
    const firstBatch = batchOf(cursor, batchSize);
    if (single || cursor.next >= documents.length) return reply(Long.ZERO, namespace, { firstBatch });
    const id = Long.fromNumber(++this.lastId);
    this.open.set(id.toString(), cursor);
    return reply(id, namespace, { firstBatch });
  }

  /** The next answer; `batchSize` 0 means as much as fits. */
  more(id: unknown, batchSize = 0): Document {
    const key = String(id);
    const cursor = this.open.get(key);
    if (!cursor) throw new MongoFault(43, 'CursorNotFound', `cursor id ${key} not found`);
    const nextBatch = batchOf(cursor, batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize);
    cursor.touched = performance.now();
    const done = cursor.next >= cursor.documents.length;
    if (done) this.open.delete(key);
    return reply(done ? Long.ZERO : Long.fromString(key), cursor.namespace, { nextBatch });
  }

  kill(ids: readonly unknown[]): Document {
    const known = ids.filter((id) => this.open.delete(String(id)));
    const cursorsNotFound = ids.filter((id) => !known.includes(id));
    return { cursorsKilled: known, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
  }

  private forgetIdle(): void {
    const limit = performance.now() - IDLE_MS;
    for (const [key, cursor] of this.open) if (cursor.touched < limit) this.open.delete(key);
  }
}

function batchOf(cursor: Cursor, batchSize: number): Document[] {
  const batch: Document[] = [];
  let bytes = 0;
  while (batch.length < batchSize) {
    const document = cursor.documents.at(cursor.next);
    if (document === undefined) break;
    bytes += BSON.calculateObjectSize(document);
    if (batch.length > 0 && bytes > BATCH_BYTES) break;
    batch.push(document);
    cursor.next++;
  }
  return batch;
}

function reply(id: Long, ns: string, batch: Document): Document {
  return { cursor: { id, ns, ...batch } };
}
