/**
 * Particulars of a person or a family as they travel through commands, facts and views: unreadable without the key
 * of their subject. Nothing here can open one, so decisions may carry boxes without ever knowing what they hold.
 */
export type SealedBox = {
  /** Whose key seals it; destroying that key erases the text wherever copies of the box lie. */
  readonly subject: string;
  readonly keyVersion: number;
  /** 12 bytes, base64url. */
  readonly nonce: string;
  /** Encrypted text followed by the 16-byte tag, base64url. */
  readonly ciphertext: string;
};

/** Class of a field (who sees it, and how it is masked): PI1 names, PI2 phone and address, PI3 the sensitive rest, free text. */
export type FieldGroup = 'PI1' | 'PI2' | 'PI3' | 'TEXT';

/** What stands in the place of a text whose key was destroyed. */
export const ERASED = '已依法删除';

const NONCE = /^[A-Za-z0-9_-]{16}$/;
const CIPHERTEXT = /^[A-Za-z0-9_-]{22,}$/;

/** Whether a value has the shape of a sealed box; says nothing about whether it opens. */
export function isSealedBox(value: unknown): value is SealedBox {
  if (typeof value !== 'object' || value === null) return false;
  const { subject, keyVersion, nonce, ciphertext } = value as Record<keyof SealedBox, unknown>;
  return (
    typeof subject === 'string' &&
    subject.length > 0 &&
    Number.isSafeInteger(keyVersion) &&
    typeof nonce === 'string' &&
    NONCE.test(nonce) &&
    typeof ciphertext === 'string' &&
    CIPHERTEXT.test(ciphertext)
  );
}
