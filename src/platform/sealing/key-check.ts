import type { KeyObject } from 'node:crypto';
import { unwrap, wrap } from './key-wrapping.js';

const CHECK_LABEL = 'key-store-check';
const CHECK_TEXT = 'the key-encryption key of this store';
/** What the root of the look-up hashes is wrapped under. */
export const ROOT_LABEL = 'look-up-root';

/** What tells the right key-encryption key from any other. */
export function checkValueOf(keyEncryptionKey: KeyObject): Buffer {
  return wrap(Buffer.from(CHECK_TEXT), CHECK_LABEL, keyEncryptionKey);
}

/** Whether this is the key a check value was made with. */
export function opens(wrapped: Uint8Array, keyEncryptionKey: KeyObject): boolean {
  try {
    return unwrap(wrapped, CHECK_LABEL, keyEncryptionKey).toString() === CHECK_TEXT;
  } catch {
    // Authentication failed: exactly what the check value is for.
    return false;
  }
}

/** A wrapped data key moved into another subject's row does not open. */
export function dataKeyLabel(subject: string, version: number): string {
  return JSON.stringify(['data-key', subject, version]);
}
