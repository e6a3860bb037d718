import { createHash } from 'node:crypto';
import type { Collection } from 'mongodb';
import type { Projection } from './projection.js';
import { canonicalText } from './projection-hash.js';
import type { StoredDocument, Write } from './view-documents.js';
import { storedForm } from './view-documents.js';

/** Documents of a build that are read back before it may be put in place. */
const SAMPLE = 50;

/** What the read store holds is not what was written into it; the build is not put in place. */
export class BuildNotAsWritten extends Error {
  override readonly name = 'BuildNotAsWritten';
}

interface Sampled {
  readonly rank: number;
  /** SHA-256 of the canonical JSON of the document as it was written last. */
  readonly hash: string;
}

/**
 * Remembers of a build, in bounded memory, how many documents it has written and what a sample of them must say. The
 * sample is drawn by name of the collection and key alone: the same build always draws the same, the next one others.
 */
export class BuildCheck {
  private readonly seed: number;
  private written = 0;
  private readonly sample = new Map<string, Sampled>();
  /** The greatest rank in a full sample; it only ever falls, so that a key once left out stays out. */
  private limit = Infinity;

  constructor(
    private readonly collection: Collection<StoredDocument>,
    private readonly projection: Projection,
  ) {
    this.seed = rankOf(0x811c9dc5, collection.collectionName);
  }

  note(writes: readonly Write[]): void {
    for (const { key, before, after } of writes) {
      if (!before.exists) this.written++;
      const rank = rankOf(this.seed, key);
      if (rank > this.limit) continue;
      this.sample.set(key, { rank, hash: hashOf(storedForm(this.projection, key, after)) });
      if (this.sample.size > SAMPLE) this.leaveOutTheLast();
    }
  }

  /** Rejects with `BuildNotAsWritten` when the store counts, or says in the sample, anything else than was written. */
  async assertAsWritten(): Promise<void> {
    const name = this.collection.collectionName;
    const counted = await this.collection.countDocuments({});
    if (counted !== this.written)
      throw new BuildNotAsWritten(`${name}: ${this.written} documents were written, the read store counts ${counted}`);
    if (this.sample.size === 0) return;
    const found = await this.collection.find({ _id: { $in: [...this.sample.keys()] } }).toArray();
    const same = found.filter((document) => this.sample.get(document._id)?.hash === hashOf(document)).length;
    const wrong = this.sample.size - same;
    if (wrong > 0)
      throw new BuildNotAsWritten(
        `${name}: ${wrong} of ${this.sample.size} documents read back are not what was written`,
      );
  }

  private leaveOutTheLast(): void {
    const ranked = [...this.sample].sort(([, a], [, b]) => b.rank - a.rank);
    const [last, next] = ranked;
    if (last) this.sample.delete(last[0]);
    if (next) this.limit = next[1].rank;
  }
}

/**
 * FNV-1a, 32 bits, stirred as MurmurHash3 ends, so that keys alike in all but the last letters do not rank alike. It is
 * asked for every document that is written and has to cost next to nothing.
 */
function rankOf(seed: number, key: string): number {
  let hash = seed;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function hashOf(document: StoredDocument): string {
  return createHash('sha256').update(canonicalText(document)).digest('hex');
}
