import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import type { MongoBulkWriteError } from 'mongodb';
import type { Standing } from './fold-facts.js';
import { ABSENT } from './fold-facts.js';
import { onlyDuplicates, refusalsOf } from './insert-new.js';
import type { Projection, ViewDocument } from './projection.js';

/** A document as stored: the view's own, or the tombstone of one that ended. */
export type StoredDocument = ViewDocument & { readonly gone?: true };

/** One guarded write: what was loaded, and what shall stand instead. */
export interface Write {
  readonly key: string;
  readonly before: Standing;
  readonly after: Standing;
}

export interface Written {
  /** False when somebody else wrote first: reload and fold again. */
  readonly all: boolean;
  /** Keys refused by an index; if they were not just written by somebody else, by a unique index of the view. */
  readonly refused: ReadonlySet<string>;
}

export async function load(
  collection: Collection<StoredDocument>,
  keys: readonly string[],
): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>();
  if (keys.length === 0) return found;
  for (const document of await collection.find({ _id: { $in: [...keys] } }).toArray()) {
    const { gone, position } = document;
    found.set(document._id, { exists: true, position, document: gone ? undefined : document });
  }
  return found;
}

export function standingOf(found: ReadonlyMap<string, Standing>, key: string): Standing {
  return found.get(key) ?? ABSENT;
}

/**
 * Writes each document only if it still is what was loaded: replaced at the loaded position, inserted if it was absent.
 * Several writers therefore do no harm; whoever comes second reloads and drops what has been applied.
 */
export async function writeGuarded(
  collection: Collection<StoredDocument>,
  projection: Projection,
  writes: readonly Write[],
): Promise<Written> {
  if (writes.length === 0) return { all: true, refused: new Set() };
  const operations = writes.map((write) => operationOf(projection, write));
  try {
    const result = await collection.bulkWrite(operations, { ordered: false });
    return { all: result.matchedCount + result.insertedCount === writes.length, refused: new Set() };
  } catch (error) {
    if (!onlyDuplicates(error)) throw error;
    return { all: false, refused: refusedKeys(error, writes) };
  }
}

function operationOf(projection: Projection, { key, before, after }: Write): AnyBulkWriteOperation<StoredDocument> {
  const document = storedForm(projection, key, after);
  if (!before.exists) return { insertOne: { document } };
  return { replaceOne: { filter: { _id: key, position: before.position }, replacement: document } };
}

/**
 * The document to store: its own, or a tombstone, without which a fact delivered again would bring it back to life.
 * A tombstone stays as long as its build: a process held up in the middle of an older batch may come with such a fact
 * at any time, and writes to documents are not fenced. Only pouring the view anew leaves it out.
 */
export function storedForm(projection: Projection, key: string, standing: Standing): StoredDocument {
  return standing.document ?? { ...placeholders(projection, key), _id: key, position: standing.position, gone: true };
}

/**
 * To a unique index a missing field is a value like any other: two tombstones would collide in it. Each therefore
 * carries a value of its own in the fields that must be unique.
 */
function placeholders(projection: Projection, key: string): object {
  const fields: Record<string, unknown> = {};
  for (const index of projection.indexes) {
    if (!index.unique) continue;
    for (const path of Object.keys(index.key)) setPath(fields, path.split('.'), `gone:${key}`);
  }
  return fields;
}

function setPath(target: Record<string, unknown>, path: readonly string[], value: string): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    target[head] ??= value;
    return;
  }
  const inner = (target[head] ??= {});
  if (typeof inner === 'object' && inner !== null) setPath(inner as Record<string, unknown>, rest, value);
}

function refusedKeys(error: MongoBulkWriteError, writes: readonly Write[]): Set<string> {
  const keys = refusalsOf(error).map(({ index }) => writes[index]?.key);
  return new Set(keys.filter((key) => key !== undefined));
}
