import type { JsonObject } from '../fact.js';
import type { KeyStore } from '../sealing/key-store.port.js';
import type { SealedBox } from '../sealing/sealed-box.js';
import { Sealer } from '../sealing/sealer.js';
import type { BlobHeader } from './blob-header.js';
import { openHeader, sealHeader } from './blob-header.js';
import type { WrittenBlob } from './blob-writer.js';
import type { Upload, UploadMeta } from './evidence-store.port.js';
import { EvidenceDamaged, EvidenceUnavailable } from './evidence-store.port.js';

const SHA256 = /^[0-9a-f]{64}$/;
const LONGEST_NAME = 200;

/** Whether a text could be the hash of a content at all; anything may come in a request. */
export function isHash(text: string): boolean {
  return SHA256.test(text);
}

/** What of an evidence is sealed under the key of its own subject, wherever it is kept. */
export class EvidenceKeys {
  private readonly sealer: Sealer;

  constructor(private readonly keys: KeyStore) {
    this.sealer = new Sealer(keys);
  }

  /** Throws `SubjectErased` for a content that was erased by law. */
  async sealedHeader(blob: WrittenBlob): Promise<Buffer> {
    const subject = subjectOf(blob.sha256);
    const key = (await this.keys.obtain([subject])).get(subject);
    if (key === undefined) throw new EvidenceUnavailable(`${subject} 的密钥未能建立`);
    return sealHeader(blob, blob.sha256, key.key);
  }

  /** Undefined when the key was destroyed while the content still lies there. Throws {@link EvidenceDamaged}. */
  async headerOf(sha256: string, sealed: () => Promise<Buffer>): Promise<BlobHeader | undefined> {
    const subject = subjectOf(sha256);
    const key = (await this.keys.find([subject])).get(subject);
    if (key === 'destroyed') return undefined;
    if (key === undefined) throw new EvidenceDamaged(sha256, { cause: new Error(`密钥库中没有 ${subject} 的密钥`) });
    const bytes = await sealed();
    try {
      return openHeader(bytes, sha256, key.key);
    } catch (error) {
      throw new EvidenceDamaged(sha256, { cause: error });
    }
  }

  async isErased(sha256: string): Promise<boolean> {
    return isHash(sha256) && (await this.keys.find([subjectOf(sha256)])).get(subjectOf(sha256)) === 'destroyed';
  }

  destroy(sha256: string): Promise<void> {
    return this.keys.destroy(subjectOf(sha256));
  }

  sealRecord(sha256: string, meta: UploadMeta): Promise<SealedBox> {
    return this.sealer.sealJson(subjectOf(sha256), 'TEXT', recordOf(meta));
  }

  async openRecord(uploadId: string, box: SealedBox): Promise<Upload> {
    const record = (await this.sealer.openJson(box, 'TEXT')) as unknown as Omit<Upload, 'uploadId'>;
    return { uploadId, ...record };
  }
}

/** Whose key seals a content and what its uploads say. */
function subjectOf(sha256: string): string {
  return `evidence-${sha256}`;
}

/** Of a path only the last part, of a broken character its replacement: the name is shown, never used as one. */
function recordOf({ fileName, uploadedBy, townCode }: UploadMeta): JsonObject {
  const name = fileName?.toWellFormed().split(/[\\/]/).at(-1);
  return {
    uploadedBy,
    ...(name === undefined ? {} : { fileName: [...name].slice(0, LONGEST_NAME).join('') }),
    ...(townCode === undefined ? {} : { townCode }),
  };
}
