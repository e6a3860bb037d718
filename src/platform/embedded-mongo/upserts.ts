import { badValue } from './errors.js';
import { parsePath } from './paths.js';
import { withId } from './storable.js';
import type { Update } from './updates.js';
import type { Document } from './values.js';
import { isDocument } from './values.js';
import { withValue } from './written-paths.js';

/** The document an upsert makes when nothing matches: what the filter says by equality, then the update. */
export function upsertDocument(filter: Document, update: { isReplacement: boolean; apply: Update }): Document {
  const equal = new Map<string, unknown>();
  collect(filter, equal);
  if (update.isReplacement) {
    const id = equal.get('_id');
    return withId(update.apply(id === undefined ? {} : { _id: id }, true));
  }
  let seed: Document = {};
  for (const [name, value] of equal) seed = withValue(seed, parsePath(name), value);
  return withId(update.apply(seed, true));
}

function collect(filter: Document, equal: Map<string, unknown>): void {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and') {
      for (const inner of condition as Document[]) collect(inner, equal);
    } else if (!name.startsWith('$')) {
      const values = equalValues(condition);
      if (values.length === 0) continue;
      if (equal.has(name)) throw badValue(`the filter of an upsert names '${name}' twice`);
      equal.set(name, values[0]);
    }
  }
}

function equalValues(condition: unknown): readonly unknown[] {
  if (!isDocument(condition) || !Object.keys(condition)[0]?.startsWith('$')) return [condition];
  return '$eq' in condition ? [condition.$eq] : [];
}
