import type { Collection, IndexDescriptionInfo } from 'mongodb';
import { MongoServerError } from 'mongodb';
import type { Projection } from './projection.js';
import { ProjectionBroken } from './projection-broken.js';
import type { StoredDocument } from './view-documents.js';

const DUPLICATE_KEY = 11000;
const NAMESPACE_NOT_FOUND = 26;

/**
 * Makes those indexes a projection declares that no document can contradict, before the first document: made over a million of
 * them they would keep the server busy for longer than anybody waits for one answer.
 */
export async function createPlainIndexes(
  collection: Collection<StoredDocument>,
  projection: Projection,
): Promise<void> {
  const plain = projection.indexes.filter(({ unique }) => unique !== true);
  if (plain.length > 0) await collection.createIndexes(plain.map(({ name, key }) => ({ name, key: { ...key } })));
}

/**
 * Makes the unique ones, when the documents are whole: in between two may share for a moment what becomes one's alone.
 * Rejects with `ProjectionBroken` when the documents contradict one.
 */
export async function createUniqueIndexes(
  collection: Collection<StoredDocument>,
  projection: Projection,
): Promise<void> {
  const uniques = projection.indexes.filter(({ unique }) => unique === true);
  if (uniques.length === 0) return;
  try {
    await collection.createIndexes(uniques.map(({ name, key }) => ({ name, key: { ...key }, unique: true })));
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
    throw new ProjectionBroken(projection.name, 'two documents share what a unique index says is one');
  }
}

/** Says in which index collection and declaration differ; undefined when they agree. */
export async function differingIndex(
  collection: Collection<StoredDocument>,
  projection: Projection,
): Promise<string | undefined> {
  const there = new Map((await listed(collection)).map((index) => [String(index.name), signature(index)]));
  there.delete('_id_');
  for (const index of projection.indexes) {
    const found = there.get(index.name);
    if (found === undefined) return `index ${index.name} is missing`;
    if (found !== signature(index)) return `index ${index.name} is not as declared`;
    there.delete(index.name);
  }
  const [extra] = there.keys();
  return extra === undefined ? undefined : `index ${extra} is not declared`;
}

async function listed(collection: Collection<StoredDocument>): Promise<IndexDescriptionInfo[]> {
  try {
    return (await collection.listIndexes().toArray()) as IndexDescriptionInfo[];
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND) return [];
    throw error;
  }
}

/** Fields in their order, directions, uniqueness, and any option nobody declared (a partial index hides documents). */
function signature(index: object): string {
  const { name, v, ns, key, unique, ...others } = index as Record<string, unknown>;
  const fields = Object.entries(key as Record<string, unknown>).map(([field, direction]) => [field, Number(direction)]);
  return JSON.stringify([fields, unique === true, Object.keys(others).sort()]);
}
