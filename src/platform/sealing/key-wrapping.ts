import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key-encryption key as configuration hands it over: exactly 32 bytes, else a RangeError in the operator's words. */
export function keyEncryptionKeyOf(bytes: Buffer): KeyObject {
  if (bytes.length !== 32) throw new RangeError(`主密钥须为 32 字节，现为 ${bytes.length} 字节`);
  return createSecretKey(bytes);
}

/** nonce ‖ ciphertext ‖ tag, AES-256-GCM; `label` is bound in, so that a wrapped key cannot be put in another's place. */
export function wrap(secret: Buffer, label: string, under: KeyObject): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', under, nonce).setAAD(Buffer.from(label));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** The wrapped secret; throws when the key, the label or a bit of it is not what it was. */
export function unwrap(wrapped: Uint8Array, label: string, under: KeyObject): Buffer {
  const bytes = Buffer.from(wrapped);
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new RangeError('wrapped secret is too short');
  const decipher = createDecipheriv('aes-256-gcm', under, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(label))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
