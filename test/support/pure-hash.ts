import { createHash } from 'node:crypto';
import type { Recorded } from '../../src/platform/fact.js';
import { canonicalText } from '../../src/platform/projections/projection-hash.js';
import type { Projection, ViewDocument } from '../../src/platform/projections/projection.js';
import { Folding } from './projection-spec.js';

/** The content hash a view must have after these facts, worked out without runner and read store. */
export function pureHash<D extends ViewDocument>(projection: Projection<D>, facts: readonly Recorded[]): string {
  const hash = createHash('sha256');
  for (const document of new Folding(projection).deliver(facts).documents())
    hash.update(`${canonicalText(document)}\n`);
  return hash.digest('hex');
}
