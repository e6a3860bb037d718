import { createHash } from 'node:crypto';
import { canonicalJson } from '../sealing/canonical-json.js';

/**
 * SHA-256, in lower-case hex, of the canonical JSON (RFC 8785) of all rows as one array, in the order given, without
 * holding them in memory. The caller passes the rows as they are sealed in the view, not as somebody may see them: the
 * hash is then the same for every viewer and still holds after masking and erasure.
 * Throws TypeError for a row that JSON cannot say.
 */
export async function contentHash(rows: AsyncIterable<unknown> | Iterable<unknown>): Promise<string> {
  const hash = createHash('sha256').update('[');
  let separator = '';
  for await (const row of rows) {
    hash.update(separator + canonicalJson(row));
    separator = ',';
  }
  return hash.update(']').digest('hex');
}
