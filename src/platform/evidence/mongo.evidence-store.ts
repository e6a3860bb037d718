import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { MongoError } from 'mongodb';
import { timeOf } from '../read-store/lease.js';
import { LINEARIZABLE } from '../read-store/linearizable.js';
import type { ReadStore } from '../read-store/read-store.js';
import { connectReadStore } from '../read-store/read-store.js';
import type { KeyStore } from '../sealing/key-store.port.js';
import type { BlobHeader } from './blob-header.js';
import { readBlob } from './blob-reader.js';
import { writeBlob } from './blob-writer.js';
import { EvidenceKeys, isHash } from './evidence-keys.js';
import type { EvidenceStat, EvidenceStore, OpenedEvidence, StoredEvidence, UploadMeta } from './evidence-store.port.js';
import { EvidenceUnavailable } from './evidence-store.port.js';
import { acceptedTypeOf } from './media-type.js';
import type { ContentDocument, EvidenceCollections } from './mongo.evidence-collections.js';
import {
  blobOf,
  erasureOf,
  evidenceCollections,
  layEvidence,
  removeBlob,
  removeContent,
  sinkOf,
} from './mongo.evidence-collections.js';
import { settle } from './mongo.evidence-settling.js';
import { sweepEvidence } from './mongo.evidence-sweep.js';

export const EVIDENCE_DATABASE = 'evidence';
const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;

export interface MongoEvidenceStoreOptions {
  readonly url: string;
  /** A database of its own; default `evidence`. */
  readonly database?: string;
  readonly keys: KeyStore;
  /** For uploads that do not say; default 20 MB. */
  readonly maxBytes?: number;
}

export interface ClosableEvidenceStore extends EvidenceStore {
  close(): Promise<void>;
}

/** The evidence of an installation whose processes share no folder. Rejects with `EvidenceUnavailable`, one clear line. */
export async function openMongoEvidenceStore(options: MongoEvidenceStoreOptions): Promise<ClosableEvidenceStore> {
  const database = options.database ?? EVIDENCE_DATABASE;
  const store = await connectReadStore(options.url, database).catch((error: unknown) => {
    throw new EvidenceUnavailable(`佐证库 MONGO_URL/${database} 没有应答`, { cause: error });
  });
  return evidenceStoreIn(store, options.keys, options.maxBytes);
}

/** The same over a connection, which is closed with the store, and when it is refused. */
export async function evidenceStoreIn(
  store: ReadStore,
  keys: KeyStore,
  maxBytes = DEFAULT_MAX_BYTES,
): Promise<ClosableEvidenceStore> {
  const evidence = new MongoEvidenceStore(store, new EvidenceKeys(keys), maxBytes);
  try {
    await evidence.prepare();
    return evidence;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Frames first, under a name nobody knows, then the record of the upload, then the content that names them: a content is
 * there whole or not at all. What an upload leaves behind when its process is gone is swept at a start a day later.
 */
class MongoEvidenceStore implements ClosableEvidenceStore {
  private readonly collections: EvidenceCollections;

  constructor(
    private readonly store: ReadStore,
    private readonly keys: EvidenceKeys,
    private readonly maxBytes: number,
  ) {
    this.collections = evidenceCollections(store.db);
  }

  prepare(): Promise<void> {
    return this.guarded(async () => {
      await layEvidence(this.collections);
      await sweepEvidence(this.store.db, this.keys);
    });
  }

  async put(stream: Readable, meta: UploadMeta): Promise<StoredEvidence> {
    const blob = randomUUID();
    // An error before the first read would end the process for want of a listener; the read reports it all the same.
    stream.on('error', () => undefined);
    try {
      const contentType = acceptedTypeOf(meta.contentType);
      return await this.guarded(async () => {
        await this.collections.loose.insertOne({ _id: blob, since: await timeOf(this.store.db) });
        const sink = sinkOf(this.collections, blob);
        const written = await writeBlob(stream, contentType, meta.maxBytes ?? this.maxBytes, sink);
        await settle({ db: this.store.db, keys: this.keys }, blob, { written, meta });
        return { sha256: written.sha256, size: written.size, contentType };
      });
    } catch (error) {
      // Read away, so that the sender of what was refused gets to read why.
      stream.resume();
      await this.abandon(blob, error);
      throw error;
    }
  }

  async open(sha256: string): Promise<OpenedEvidence | undefined> {
    return this.guarded(async () => {
      const found = await this.find(sha256);
      if (!found) return undefined;
      const { content, header } = found;
      const stream = await readBlob(blobOf(this.collections, content.blob), header, sha256);
      return { stream, size: header.size, contentType: header.contentType };
    });
  }

  async stat(sha256: string): Promise<EvidenceStat | undefined> {
    return this.guarded(async () => {
      const found = await this.find(sha256);
      if (!found) return undefined;
      const { size, contentType } = found.header;
      const records = await this.collections.uploads.find({ sha256 }, LINEARIZABLE).sort({ _id: 1 }).toArray();
      const uploads = await Promise.all(records.map(({ _id, record }) => this.keys.openRecord(_id, record)));
      return { sha256, size, contentType, uploads };
    });
  }

  isErased(sha256: string): Promise<boolean> {
    return this.keys.isErased(sha256);
  }

  async erase(sha256: string): Promise<void> {
    if (!isHash(sha256)) return;
    await this.guarded(async () => {
      const { loose } = this.collections;
      const since = await timeOf(this.store.db);
      // Whoever breaks off behind the key is made up for by the sweep.
      await loose.replaceOne({ _id: erasureOf(sha256) }, { since, sha256 }, { upsert: true });
      // The key before anything else: from here on nothing opens, whatever becomes of the rest.
      await this.keys.destroy(sha256);
      await removeContent(this.collections, sha256);
    });
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private async find(
    sha256: string,
  ): Promise<{ readonly content: ContentDocument; readonly header: BlobHeader } | undefined> {
    if (!isHash(sha256)) return undefined;
    const content = await this.collections.contents.findOne({ _id: sha256 }, LINEARIZABLE);
    if (!content) return undefined;
    const header = await this.keys.headerOf(sha256, async () => Buffer.from(content.header.value()));
    return header && { content, header };
  }

  /** Only what was refused: after an unknown outcome the content may still come to stand, and is left to the sweep. */
  private async abandon(blob: string, error: unknown): Promise<void> {
    if (error instanceof EvidenceUnavailable) return;
    const { contents } = this.collections;
    await this.guarded(async () => {
      if (!(await contents.findOne({ blob }, LINEARIZABLE))) await removeBlob(this.collections, blob);
    });
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      const place = `佐证库 MONGO_URL/${this.store.db.databaseName}`;
      throw new EvidenceUnavailable(`${place} 暂时不能读写：${String(error)}`, { cause: error });
    }
  }
}
