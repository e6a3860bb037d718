import type { Db } from 'mongodb';
import { plusMillis } from '../calendar/local-date.js';
import { timeOf } from '../read-store/lease.js';
import { LINEARIZABLE } from '../read-store/linearizable.js';
import type { EvidenceKeys } from './evidence-keys.js';
import { evidenceCollections, removeBlob, removeContent } from './mongo.evidence-collections.js';

/** No upload lasts a day: whoever was at it is gone. By the server's clock, not by those of the processes. */
const ABANDONED_MS = 86_400_000;

/**
 * Takes away what processes that are gone have left unfinished: frames of uploads that never became a content, frames
 * another copy took the place of, and what lies there of contents whose key was destroyed.
 */
export async function sweepEvidence(db: Db, keys: EvidenceKeys): Promise<void> {
  const collections = evidenceCollections(db);
  const { contents, loose } = collections;
  const before = plusMillis(await timeOf(db), -ABANDONED_MS);
  for (const { _id, sha256 } of await loose.find({ since: { $lt: before } }).toArray()) {
    if (sha256 !== undefined && (await keys.isErased(sha256))) await removeContent(collections, sha256);
    else if (await contents.findOne({ blob: _id }, LINEARIZABLE)) await loose.deleteOne({ _id });
    else await removeBlob(collections, _id);
  }
}
