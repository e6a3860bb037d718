import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { unwrap, wrap } from '../sealing/key-wrapping.js';
import type { StoredEvidence } from './evidence-store.port.js';

const MAGIC = Buffer.from('EVIDENC1');
const PLAIN_BYTES = 256;
export const HEADER_BYTES = MAGIC.length + 12 + PLAIN_BYTES + 16;

/** What one must know to open the frames; sealed under the key of the evidence's own subject. */
export interface BlobHeader {
  readonly blobKey: KeyObject;
  readonly size: number;
  readonly contentType: string;
}

/** Fixed length, so that it can be written when the hash is known, before frames that are already there. */
export function sealHeader(header: BlobHeader, sha256: string, under: KeyObject): Buffer {
  const { blobKey, size, contentType } = header;
  const text = JSON.stringify({ blobKey: blobKey.export().toString('base64'), size, contentType }).padEnd(PLAIN_BYTES);
  return Buffer.concat([MAGIC, wrap(Buffer.from(text), labelOf(sha256), under)]);
}

/** Throws when the header is not the one of this content under this key. */
export function openHeader(bytes: Buffer, sha256: string, under: KeyObject): BlobHeader {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new RangeError('no sealed evidence');
  const text = unwrap(bytes.subarray(MAGIC.length, HEADER_BYTES), labelOf(sha256), under).toString();
  const { blobKey, size, contentType } = JSON.parse(text) as Omit<StoredEvidence, 'sha256'> & {
    readonly blobKey: string;
  };
  return { blobKey: createSecretKey(Buffer.from(blobKey, 'base64')), size, contentType };
}

function labelOf(sha256: string): string {
  return JSON.stringify(['evidence', sha256]);
}
