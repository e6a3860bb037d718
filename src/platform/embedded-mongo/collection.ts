import { MongoFault, duplicateKey, immutableId } from './errors.js';
import type { IndexSpecification } from './indexes.js';
import { Index, sameFields } from './indexes.js';
import type { OrderedField } from './ordering.js';
import { comparing, inOrder } from './ordering.js';
import { planOf } from './planner.js';
import type { Query } from './query.js';
import { assertBytes } from './storable.js';
import { Stored } from './stored.js';
import type { Document } from './values.js';
import { fieldOf, keyOf, sameValue } from './values.js';

/** What to read. `limit` 0 means all. */
export interface Selection {
  readonly query: Query;
  readonly sort?: readonly OrderedField[];
  readonly skip?: number;
  readonly limit?: number;
}

/** Some documents in a given order, made when they are asked for. */
export interface Results {
  readonly length: number;
  at(index: number): Document | undefined;
}

/** What became of a replacement: how many documents matched, and whether the one replaced was different. */
export interface Replaced {
  readonly matched: number;
  readonly modified: number;
}

/** The documents of one collection with their indexes. A document handed in is kept as it is and never changed. */
export class Collection {
  private readonly documents = new Map<string, Stored>();
  private readonly indexesByName = new Map<string, Index>();
  /** Top-level fields the indexes look at. */
  private indexedNames: ReadonlySet<string> = new Set();
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

  stored(key: string): Stored | undefined {
    return this.documents.get(key);
  }

  all(): Iterable<Stored> {
    return this.documents.values();
  }

  /** Stores a document with a new `_id`, or nothing at all. */
  insert(document: Document): void {
    this.put(document, Stored.of(document));
  }

  /** The same for a document given as its bytes, `_id` first, which are kept as they are. */
  keep(bytes: Buffer): void {
    const stored = Stored.kept(bytes);
    this.put(stored.part(this.indexedNames), stored);
  }

  /** Stores `after`, with the same `_id`, in the place of `before`. */
  replace(before: Document, after: Document): void {
    this.putInstead(before, after, Stored.of(after));
  }

  /**
   * Puts a document given as its bytes, `_id` first, in the place of the first of the selection. Undefined when there is
   * none; throws when that one has another `_id`.
   */
  keepInstead(selection: Selection, bytes: Buffer): Replaced | undefined {
    const [before] = this.find(selection);
    if (!before) return undefined;
    const stored = Stored.kept(bytes);
    if (stored.key !== before.key) throw immutableId();
    if (before.bytes.equals(bytes)) return { matched: 1, modified: 0 };
    this.putInstead(before.part(this.indexedNames), stored.part(this.indexedNames), stored);
    return { matched: 1, modified: 1 };
  }

  /** Sets top-level fields of the documents selected. Those that have the values already are left alone. */
  set(selection: Selection, fields: Document): Replaced {
    const names: ReadonlySet<string> = new Set(Object.keys(fields));
    const found = this.find(selection);
    const changing = found.filter((stored) => {
      const part = stored.part(names);
      return [...names].some((name) => !sameField(part, fields, name));
    });
    const setFields = Stored.setting(fields);
    for (const before of changing) {
      const after = setFields(before);
      assertBytes(after.bytes.length);
      this.putInstead(before.part(this.indexedNames), after.part(this.indexedNames), after);
    }
    return { matched: found.length, modified: changing.length };
  }

  remove(document: Document): void {
    const id = keyOf(document._id);
    this.documents.delete(id);
    for (const index of this.indexesByName.values()) index.remove(document, id);
  }

  /** The documents asked for, as they are at this moment; later writes do not show in the result. */
  select(selection: Selection): Document[] {
    return this.find(selection).map(({ document }) => document);
  }

  /** The same, each made when it is asked for. */
  results(selection: Selection): Results {
    const found = this.find(selection);
    return { length: found.length, at: (index) => found[index]?.document };
  }

  /** The same, but of each only the top-level fields named. */
  parts(selection: Selection, names: ReadonlySet<string>): Document[] {
    return this.find(selection).map((stored) => stored.part(names));
  }

  count(selection: Selection): number {
    return this.find(selection).length;
  }

  private find({ query, sort = [], skip = 0, limit = 0 }: Selection): Stored[] {
    const plan = planOf(this, query, sort);
    const wanted = limit === 0 ? 0 : skip + limit;
    const names = new Set(query.names);
    if (!plan.ordered) for (const { path } of sort) names.add(path[0] ?? '');
    const matches = matching(plan.documents, query, names, plan.ordered ? wanted : 0);
    const compare = comparing(sort);
    const sorted = plan.ordered ? [...matches] : inOrder(matches, (a, b) => compare(a.part, b.part), wanted);
    return (skip === 0 ? sorted : sorted.slice(skip)).map(({ stored }) => stored);
  }

  /** Makes indexes, all or none. Returns how many are new; those already there are left alone. */
  createIndexes(specifications: readonly IndexSpecification[]): number {
    const made = specifications.filter((each) => !this.stands(each)).map((each) => new Index(each));
    if (made.length > 0) this.fill(made);
    for (const index of made) this.indexesByName.set(index.specification.name, index);
    this.indexedNames = namesIn(this.indexes);
    this.made = true;
    return made.length;
  }

  dropIndex(name: string): boolean {
    const dropped = this.indexesByName.delete(name);
    this.indexedNames = namesIn(this.indexes);
    return dropped;
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

  private fill(indexes: readonly Index[]): void {
    const names = namesIn(indexes);
    for (const [id, stored] of this.documents) {
      const part = stored.part(names);
      for (const index of indexes) {
        this.assertFitsIndex(index, part, id);
        index.add(part, stored);
      }
    }
  }

  private put(document: Document, stored: Stored): void {
    const { key } = stored;
    if (this.documents.has(key)) throw duplicateKey(this.namespace, '_id_', { _id: 1 });
    this.assertFits(document, key);
    this.documents.set(key, stored);
    for (const index of this.indexesByName.values()) index.add(document, stored);
    this.made = true;
  }

  /** `before` and `after` are the documents, or as much of them as the indexes look at. */
  private putInstead(before: Document, after: Document, stored: Stored): void {
    const { key } = stored;
    this.assertFits(after, key);
    this.documents.set(key, stored);
    const changed = new Set([...this.indexedNames].filter((name) => !sameField(before, after, name)));
    for (const index of this.indexesByName.values()) {
      if ([...index.names].some((name) => changed.has(name))) {
        index.remove(before, key);
        index.add(after, stored);
      } else index.renew(after, stored);
    }
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

function sameField(before: Document, after: Document, name: string): boolean {
  return sameValue(fieldOf(before, name), fieldOf(after, name));
}

function namesIn(indexes: readonly Index[]): ReadonlySet<string> {
  return new Set(indexes.flatMap((index) => [...index.names]));
}

interface Match {
  readonly stored: Stored;
  /** The fields that are tested and sorted by. */
  readonly part: Document;
}

/** Documents that match, no more than `enough` unless it is 0. */
function* matching(
  documents: Iterable<Stored>,
  query: Query,
  names: ReadonlySet<string>,
  enough: number,
): Iterable<Match> {
  let found = 0;
  for (const stored of documents) {
    const part = stored.part(names);
    if (!query.test(part)) continue;
    yield { stored, part };
    if (++found === enough) return;
  }
}
