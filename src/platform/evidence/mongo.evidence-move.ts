import { randomUUID } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import { Binary, MongoError } from 'mongodb';
import { timeOf } from '../read-store/lease.js';
import { connectReadStore } from '../read-store/read-store.js';
import { unlessThere } from '../read-store/unless-there.js';
import { HEADER_BYTES } from './blob-header.js';
import { ifThere, readUpTo } from './durable-files.js';
import { isHash } from './evidence-keys.js';
import { EvidenceUnavailable } from './evidence-store.port.js';
import { evidenceCollections, layEvidence, removeBlob, sinkOf } from './mongo.evidence-collections.js';
import { EVIDENCE_DATABASE } from './mongo.evidence-store.js';
import type { BlobSink } from './sealed-blob.js';
import { SEALED_FRAME_BYTES } from './sealed-frames.js';
import { sealedRecords } from './upload-record.js';

export interface EvidenceMove {
  /** An evidence folder that no process writes any more. */
  readonly folder: string;
  readonly url: string;
  /** Default `evidence`. */
  readonly database?: string;
  /** Hears how far it is. */
  readonly moved: (contents: number, of: number) => void;
}

export interface MovedEvidence {
  readonly contents: number;
  /** Of these, already there from a move that was broken off. */
  readonly standing: number;
}

/**
 * Copies every content with its uploads into MongoDB, sealed as it is: no key is needed. Broken off anywhere, the same
 * call goes on behind what stands. The folder is only read. Rejects with {@link EvidenceUnavailable}.
 */
export async function moveEvidence({
  folder,
  url,
  database = EVIDENCE_DATABASE,
  moved,
}: EvidenceMove): Promise<MovedEvidence> {
  const store = await connectReadStore(url, database).catch((error: unknown) => {
    throw new EvidenceUnavailable(`佐证库 MONGO_URL/${database} 没有应答`, { cause: error });
  });
  try {
    await layEvidence(evidenceCollections(store.db));
    const hashes = await hashesIn(folder);
    let standing = 0;
    for (const [index, sha256] of hashes.entries()) {
      if (!(await moveContent(store.db, join(folder, sha256.slice(0, 2), sha256), sha256))) standing++;
      moved(index + 1, hashes.length);
    }
    return { contents: hashes.length, standing };
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
    throw new EvidenceUnavailable(`佐证库 MONGO_URL/${database} 没有应答，移动中断：再运行一次即继续`, {
      cause: error,
    });
  } finally {
    await store.close();
  }
}

async function hashesIn(folder: string): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (const part of (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort())
    hashes.push(...(await readdir(join(folder, part))).filter(isHash).sort());
  return hashes;
}

/** False when it stands there already, or nothing but a record of an upload that was broken off lies in the folder. */
async function moveContent(db: Db, place: string, sha256: string): Promise<boolean> {
  const collections = evidenceCollections(db);
  const file = await ifThere(open(join(place, 'content'), 'r'));
  if (!file) return false;
  try {
    for (const [_id, record] of await sealedRecords(place)) {
      const upload = { $setOnInsert: { sha256, record } };
      await unlessThere(() => collections.uploads.updateOne({ _id }, upload, { upsert: true }));
    }
    if ((await collections.contents.countDocuments({ _id: sha256 })) > 0) return false;
    const blob = randomUUID();
    await collections.loose.insertOne({ _id: blob, since: await timeOf(db) });
    const header = new Binary(await readUpTo(file, HEADER_BYTES, 0));
    await copyFrames(file, sinkOf(collections, blob));
    const named = await collections.contents.updateOne(
      { _id: sha256 },
      { $setOnInsert: { blob, header } },
      { upsert: true },
    );
    if (named.upsertedCount === 1) await collections.loose.deleteOne({ _id: blob });
    else await removeBlob(collections, blob);
    return named.upsertedCount === 1;
  } finally {
    await file.close();
  }
}

async function copyFrames(file: FileHandle, sink: BlobSink): Promise<void> {
  for (let at = HEADER_BYTES; ; at += SEALED_FRAME_BYTES) {
    const frame = await readUpTo(file, SEALED_FRAME_BYTES, at);
    if (frame.length > 0) await sink.write(frame);
    if (frame.length < SEALED_FRAME_BYTES) return;
  }
}
