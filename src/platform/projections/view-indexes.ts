import type { Collection, IndexDescriptionInfo } from 'mongodb';
import { MongoServerError } from 'mongodb';
import type { Projection } from './projection.js';
import { ProjectionBroken } from './projection-broken.js';
import type { StoredDocument } from './view-documents.js';

const DUPLICATE_KEY = 11000;
const NAMESPACE_NOT_FOUND = 26;

/** Makes the indexes a projection declares. Rejects with `ProjectionBroken` when the documents contradict a unique one. */
export async function createViewIndexes(collection: Collection<StoredDocument>, projection: Projection): Promise<void> {
  if (projection.indexes.length === 0) return;
  try {
    await collection.createIndexes(
      projection.indexes.map(({ name, key, unique }) => ({ name, key: { ...key }, ...(unique && { unique }) })),
    );
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
