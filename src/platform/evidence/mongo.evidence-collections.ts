import type { Collection, Db } from 'mongodb';
import { Binary } from 'mongodb';
import type { Instant } from '../fact.js';
import { LINEARIZABLE } from '../read-store/linearizable.js';
import type { SealedBox } from '../sealing/sealed-box.js';
import type { BlobSink, SealedBlob } from './sealed-blob.js';
import { SEALED_FRAME_BYTES } from './sealed-frames.js';

/** A content: where its frames are, and its sealed header. There is none without an upload. */
export interface ContentDocument {
  /** SHA-256 of the content. */
  readonly _id: string;
  readonly blob: string;
  readonly header: Binary;
}

/** What one upload said of itself. */
export interface UploadDocument {
  /** UUIDv7: ids in the order of time. */
  readonly _id: string;
  readonly sha256: string;
  readonly record: SealedBox;
}

/** One sealed frame, a little over 1 MiB, of the 16 that a document may have. */
export interface ChunkDocument {
  /** `<blob>/<number of the frame, from 0>`. */
  readonly _id: string;
  readonly sealed: Binary;
}

/** Something unfinished that must not stay if whoever is at it is gone: frames no content names yet or any more, an erasure. */
export interface LooseDocument {
  /** The blob; of an erasure {@link erasureOf} its content. */
  readonly _id: string;
  /** By the server's clock. */
  readonly since: Instant;
  /** As soon as it is known. */
  readonly sha256?: string;
}

export interface EvidenceCollections {
  readonly contents: Collection<ContentDocument>;
  readonly uploads: Collection<UploadDocument>;
  readonly chunks: Collection<ChunkDocument>;
  readonly loose: Collection<LooseDocument>;
}

export function evidenceCollections(db: Db): EvidenceCollections {
  return {
    contents: db.collection<ContentDocument>('contents'),
    uploads: db.collection<UploadDocument>('uploads'),
    chunks: db.collection<ChunkDocument>('chunks'),
    loose: db.collection<LooseDocument>('loose'),
  };
}

/** What is found otherwise than by its id. A start that finds the indexes there makes none. */
export async function layEvidence({ contents, uploads }: EvidenceCollections): Promise<void> {
  await contents.createIndex({ blob: 1 });
  await uploads.createIndex({ sha256: 1, _id: 1 });
}

export function sinkOf({ chunks }: EvidenceCollections, blob: string): BlobSink {
  let frames = 0;
  return {
    write: async (frame) => {
      await chunks.insertOne({ _id: `${blob}/${frames++}`, sealed: new Binary(frame) });
    },
  };
}

export function blobOf({ chunks }: EvidenceCollections, blob: string): SealedBlob {
  return {
    isComplete: async (bytes) => {
      const frames = Math.ceil(bytes / SEALED_FRAME_BYTES);
      // One answer, with room for one frame too many.
      const inOneAnswer = { ...LINEARIZABLE, limit: -(frames + 1), batchSize: frames + 1 };
      const found = await chunks.find(framesOf(blob), { ...inOneAnswer, projection: { _id: 1 } }).toArray();
      return found.length === frames;
    },
    frame: async (n) => {
      const chunk = await chunks.findOne({ _id: `${blob}/${n}` }, LINEARIZABLE);
      return Buffer.from(chunk?.sealed.value() ?? []);
    },
    close: async () => undefined,
  };
}

/** Takes away frames that no content names any more. */
export async function removeBlob({ chunks, loose }: EvidenceCollections, blob: string): Promise<void> {
  await chunks.deleteMany(framesOf(blob));
  await loose.deleteOne({ _id: blob });
}

/** Takes away all there is of a content whose key was destroyed; what says that this is to be done goes last. */
export async function removeContent(collections: EvidenceCollections, sha256: string): Promise<void> {
  const { contents, uploads, loose } = collections;
  const erasure = erasureOf(sha256);
  const content = await contents.findOne({ _id: sha256 }, LINEARIZABLE);
  const others = await loose.find({ sha256, _id: { $ne: erasure } }, LINEARIZABLE).toArray();
  await contents.deleteOne({ _id: sha256 });
  await uploads.deleteMany({ sha256 });
  for (const { _id } of others) await removeBlob(collections, _id);
  if (content) await removeBlob(collections, content.blob);
  await loose.deleteOne({ _id: erasure });
}

export function erasureOf(sha256: string): string {
  return `erasing/${sha256}`;
}

/** `0` is the character behind `/`. */
function framesOf(blob: string): { _id: { $gt: string; $lt: string } } {
  return { _id: { $gt: `${blob}/`, $lt: `${blob}0` } };
}
