import { MongoFault, duplicateKey } from './errors.js';
import type { IndexSpecification } from './indexes.js';
import { Index, sameFields } from './indexes.js';
import type { OrderedField } from './ordering.js';
import { comparing, inOrder } from './ordering.js';
import { planOf } from './planner.js';
import type { Query } from './query.js';
import type { Document } from './values.js';
import { keyOf } from './values.js';

/** What to read. `limit` 0 means all. */
export interface Selection {
  readonly query: Query;
  readonly sort?: readonly OrderedField[];
  readonly skip?: number;
  readonly limit?: number;
}

/** The documents of one collection with their indexes. A document handed in is kept as it is and never changed. */
export class Collection {
  private readonly documents = new Map<string, Document>();
  private readonly indexesByName = new Map<string, Index>();
  private made = false;

  constructor(readonly namespace: string) {}

  /** Whether it counts as being there: from its first document or index on. */
  get exists(): boolean {
    return this.made;
  }

  get size(): number {
    return this.documents.size;
  }

  get indexes(): readonly Index[] {
    return [...this.indexesByName.values()];
  }

  byId(key: string): Document | undefined {
    return this.documents.get(key);
  }

  all(): Iterable<Document> {
    return this.documents.values();
  }

  /** Stores a document with a new `_id`, or nothing at all. */
  insert(document: Document): void {
    const id = keyOf(document._id);
    if (this.documents.has(id)) throw duplicateKey(this.namespace, '_id_', { _id: 1 });
    this.assertFits(document, id);
    this.documents.set(id, document);
    for (const index of this.indexesByName.values()) index.add(document, id);
    this.made = true;
  }

  /** Stores `after`, with the same `_id`, in the place of `before`. */
  replace(before: Document, after: Document): void {
    const id = keyOf(after._id);
    this.assertFits(after, id);
    this.documents.set(id, after);
    for (const index of this.indexesByName.values()) {
      index.remove(before, id);
      index.add(after, id);
    }
  }

  remove(document: Document): void {
    const id = keyOf(document._id);
    this.documents.delete(id);
    for (const index of this.indexesByName.values()) index.remove(document, id);
  }

  /** The documents asked for, as they are at this moment; later writes do not show in the result. */
  select({ query, sort = [], skip = 0, limit = 0 }: Selection): Document[] {
    const plan = planOf(this, query, sort);
    const wanted = limit === 0 ? 0 : skip + limit;
    const matches = matching(plan.documents, query, plan.ordered ? wanted : 0);
    const sorted = plan.ordered ? [...matches] : inOrder(matches, comparing(sort), wanted);
    return skip === 0 ? sorted : sorted.slice(skip);
  }

  /** Makes indexes, all or none. Returns how many are new; those already there are left alone. */
  createIndexes(specifications: readonly IndexSpecification[]): number {
    const made = specifications.filter((specification) => !this.stands(specification)).map((each) => this.build(each));
    for (const index of made) this.indexesByName.set(index.specification.name, index);
    this.made = true;
    return made.length;
  }

  dropIndex(name: string): boolean {
    return this.indexesByName.delete(name);
  }

  private stands(wanted: IndexSpecification): boolean {
    for (const { specification } of this.indexesByName.values()) {
      const same = sameFields(specification, wanted);
      if (specification.name === wanted.name && same && specification.unique === wanted.unique) return true;
      if (specification.name === wanted.name) {
        throw new MongoFault(86, 'IndexKeySpecsConflict', `another index has the name ${wanted.name}`);
      }
      if (same) {
        throw new MongoFault(85, 'IndexOptionsConflict', `index already exists with the name ${specification.name}`);
      }
    }
    return Object.keys(wanted.key).join() === '_id';
  }

  private build(specification: IndexSpecification): Index {
    const index = new Index(specification);
    for (const [id, document] of this.documents) {
      this.assertFitsIndex(index, document, id);
      index.add(document, id);
    }
    return index;
  }

  private assertFits(document: Document, id: string): void {
    for (const index of this.indexesByName.values()) this.assertFitsIndex(index, document, id);
  }

  private assertFitsIndex(index: Index, document: Document, id: string): void {
    index.assertIndexable(document);
    if (!index.collides(document, id)) return;
    const { name, key } = index.specification;
    throw duplicateKey(this.namespace, name, key);
  }
}

/** Documents that match, no more than `enough` unless it is 0. */
function* matching(documents: Iterable<Document>, query: Query, enough: number): Iterable<Document> {
  let found = 0;
  for (const document of documents) {
    if (!query.test(document)) continue;
    yield document;
    if (++found === enough) return;
  }
}
