import { badValue, notSupported } from './errors.js';
import type { Path } from './paths.js';
import { parsePath, sortValue } from './paths.js';
import type { Document } from './values.js';
import { compareValues } from './values.js';

export type Direction = 1 | -1;

/** One field of a sort or of an index. */
export interface OrderedField {
  readonly name: string;
  readonly path: Path;
  readonly direction: Direction;
}

export type Compare<T = Document> = (a: T, b: T) => number;

/** Below this a sort with a limit keeps only the best rows instead of sorting all. */
const KEEP_AT_MOST = 2_000;

/** Reads `{ field: 1 | -1, … }` of a sort or an index; anything else (`'text'`, `$meta`, …) is refused by name. */
export function parseOrder(spec: unknown, what: string): readonly OrderedField[] {
  if (typeof spec !== 'object' || spec === null) throw badValue(`${what} must be a document`);
  return Object.entries(spec).map(([name, direction]: [string, unknown]) => {
    if (direction !== 1 && direction !== -1) {
      throw notSupported(`${what} ${JSON.stringify({ [name]: direction })}: only 1 and -1`);
    }
    return { name, path: parsePath(name), direction };
  });
}

export function comparing(fields: readonly OrderedField[]): Compare {
  return (a, b) => {
    for (const { path, direction } of fields) {
      const difference = compareValues(sortValue(a, path, direction), sortValue(b, path, direction));
      if (difference !== 0) return difference * direction;
    }
    return 0;
  };
}

/** The first `limit` rows in order (all when 0); equal ones stay as they came. */
export function inOrder<T>(rows: Iterable<T>, compare: Compare<T>, limit: number): T[] {
  if (limit === 0 || limit > KEEP_AT_MOST) {
    const sorted = [...rows].sort(compare);
    return limit === 0 ? sorted : sorted.slice(0, limit);
  }
  const best: T[] = [];
  for (const row of rows) {
    const last = best[limit - 1];
    if (last !== undefined && compare(row, last) >= 0) continue;
    best.splice(placeAfter(best, row, compare), 0, row);
    if (best.length > limit) best.pop();
  }
  return best;
}

/** Index behind the last row that is not greater. */
export function placeAfter<T>(sorted: readonly T[], row: T, compare: Compare<T>): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = sorted[middle];
    if (there !== undefined && compare(there, row) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
