import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Plain bytes of every frame but the last, which holds 1 to as many. */
export const FRAME_BYTES = 1024 * 1024;
const TAG_BYTES = 16;
export const SEALED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES;

/** Sealed bytes of a content of so many plain ones. */
export function sealedLength(size: number): number {
  return size + Math.ceil(size / FRAME_BYTES) * TAG_BYTES;
}

/**
 * One frame, AES-256-GCM. The nonce is the frame's number and whether it is the last, which is safe because each key
 * seals one content only: frames left out, exchanged, repeated or cut off at the end do not open.
 */
export function sealFrame(key: KeyObject, number: number, last: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the frame is not exactly what was sealed as this one. */
export function openFrame(key: KeyObject, number: number, last: boolean, sealed: Buffer): Buffer {
  if (sealed.length < TAG_BYTES) throw new RangeError('frame is too short');
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(last ? 1 : 0, 7);
  nonce.writeUInt32BE(number, 8);
  return nonce;
}
