import { createHash } from 'node:crypto';
import type { Db } from 'mongodb';
import type { ViewDocument } from './projection.js';

/**
 * Content of a collection as one number: SHA-256 over the canonical JSON of its documents in the order of `_id`, one a
 * line. Documents that ended do not count. Equal hashes mean equal views.
 */
export async function hashOfCollection(db: Db, collection: string): Promise<string> {
  const hash = createHash('sha256');
  const documents = db
    .collection<ViewDocument>(collection)
    .find({ gone: { $exists: false } })
    .sort({ _id: 1 });
  for await (const document of documents) hash.update(`${canonicalText(document)}\n`);
  return hash.digest('hex');
}

/** JSON with sorted keys and no spaces; a date is told apart from the text that looks like it; `undefined` is absent. */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (value instanceof Date) return `{"$date":${JSON.stringify(value.toISOString())}}`;
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${canonicalText(inner)}`);
  return `{${fields.join(',')}}`;
}
