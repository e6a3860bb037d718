import type { Db } from 'mongodb';
import { Binary } from 'mongodb';
import { v7 as uuidv7 } from 'uuid';
import { timeOf } from '../read-store/lease.js';
import { LINEARIZABLE } from '../read-store/linearizable.js';
import { unlessThere } from '../read-store/unless-there.js';
import { SubjectErased } from '../sealing/key-store.port.js';
import type { WrittenBlob } from './blob-writer.js';
import type { EvidenceKeys } from './evidence-keys.js';
import type { UploadMeta } from './evidence-store.port.js';
import { EvidenceUnavailable } from './evidence-store.port.js';
import type { ContentDocument } from './mongo.evidence-collections.js';
import { evidenceCollections, removeContent } from './mongo.evidence-collections.js';

/** Copies of one content settle one after the other; who is overtaken so often is asked to come again. */
const TURNS = 20;

/** Makes a content of frames that are all there: the record of the upload first, then the content that names both. */
export async function settle(
  { db, keys }: { readonly db: Db; readonly keys: EvidenceKeys },
  blob: string,
  { written, meta }: { readonly written: WrittenBlob; readonly meta: UploadMeta },
): Promise<void> {
  const { sha256 } = written;
  const collections = evidenceCollections(db);
  const { loose, uploads } = collections;
  const header = new Binary(await keys.sealedHeader(written));
  const record = await keys.sealRecord(sha256, meta);
  // From here it has a day again, and whoever erases the content finds these frames.
  const kept = await loose.replaceOne({ _id: blob }, { since: await timeOf(db), sha256 });
  if (kept.matchedCount !== 1) throw new EvidenceUnavailable('上传历时过久，未保存任何内容，请重新上传');
  const _id = uuidv7();
  await uploads.insertOne({ _id, sha256, record });
  if (!(await name(db, { _id: sha256, blob, header }))) {
    await uploads.deleteOne({ _id });
    throw new EvidenceUnavailable('同一佐证正由多人同时上传，请稍后重试');
  }
  // Erased meanwhile: the erasure may have been over before the content was there.
  if (await keys.isErased(sha256)) {
    await removeContent(collections, sha256);
    throw new SubjectErased(`evidence-${sha256}`);
  }
  await loose.deleteOne({ _id: blob });
}

/**
 * The content is of these frames now. The same one may stand there already: its copy takes its place whole, and heals it
 * if it was damaged; whoever is just reading the frames of before still finds them, until the sweep.
 */
async function name(db: Db, { _id, ...fields }: ContentDocument): Promise<boolean> {
  const { contents, loose } = evidenceCollections(db);
  for (let turn = 0; turn < TURNS; turn++) {
    const before = await contents.findOne({ _id }, LINEARIZABLE);
    if (before) {
      const since = await timeOf(db);
      await loose.replaceOne({ _id: before.blob }, { since, sha256: _id }, { upsert: true });
      const replaced = await contents.replaceOne({ _id, blob: before.blob }, fields);
      if (replaced.matchedCount === 1) return true;
    } else {
      let made = false;
      await unlessThere(async () => {
        made = (await contents.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true })).upsertedCount === 1;
      });
      if (made) return true;
    }
  }
  return false;
}
