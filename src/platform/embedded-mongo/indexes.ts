import { INDEX_SPECIFICATION, assertFields } from './allow-list.js';
import { MongoFault, badValue } from './errors.js';
import type { Compare, OrderedField } from './ordering.js';
import { comparing, parseOrder } from './ordering.js';
import { indexedValues, reach } from './paths.js';
import { SortedDocuments } from './sorted-documents.js';
import type { Document } from './values.js';
import { compareValues, fieldOf, framed, isDocument, keyOf } from './values.js';

export interface IndexSpecification {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique: boolean;
}

/** Documents that share a value in the first field, by the key of their `_id`; put in order when first asked for. */
interface Bucket {
  readonly documents: Map<string, Document>;
  sorted?: SortedDocuments;
}

/**
 * Documents by the value of the index's first field, and within it in the order of the other fields and `_id`. Other
 * than a tree it cannot find a range, only its bucket.
 */
export class Index {
  readonly fields: readonly OrderedField[];
  private readonly first: OrderedField;
  private readonly buckets = new Map<string, Bucket>();
  private readonly owners = new Map<string, string>();
  private readonly compare: Compare;
  /** Fields in which some document has, or had, an array: order and equality are not what they seem there. */
  private readonly multikey = new Set<string>();

  constructor(readonly specification: IndexSpecification) {
    this.fields = parseOrder(specification.key, 'an index on');
    const [first, ...rest] = this.fields;
    if (!first) throw badValue('an index needs a field');
    this.first = first;
    const byRest = comparing(rest);
    this.compare = (a, b) => byRest(a, b) || compareValues(a._id, b._id);
  }

  isMultikey(field: string): boolean {
    return this.multikey.has(field);
  }

  /** True if `document` would share with another one what this index says is unique. */
  collides(document: Document, id: string): boolean {
    if (!this.specification.unique) return false;
    return this.uniqueKeys(document).some((key) => {
      const owner = this.owners.get(key);
      return owner !== undefined && owner !== id;
    });
  }

  /** An index may meet arrays in one of its fields only. */
  assertIndexable(document: Document): void {
    if (this.fields.length < 2) return;
    const arrays = this.fields.filter((field) => touchesArray(document, field));
    if (arrays.length < 2) return;
    const names = arrays.map((field) => field.name).join(', ');
    throw new MongoFault(171, 'CannotIndexParallelArrays', `index ${this.specification.name}: arrays in ${names}`);
  }

  add(document: Document, id: string): void {
    for (const field of this.fields) if (touchesArray(document, field)) this.multikey.add(field.name);
    if (this.specification.unique) for (const key of this.uniqueKeys(document)) this.owners.set(key, id);
    for (const key of this.bucketKeys(document)) {
      const bucket = this.buckets.get(key);
      if (bucket) {
        bucket.documents.set(id, document);
        bucket.sorted?.add(document);
      } else {
        this.buckets.set(key, { documents: new Map([[id, document]]) });
      }
    }
  }

  remove(document: Document, id: string): void {
    if (this.specification.unique) for (const key of this.uniqueKeys(document)) this.owners.delete(key);
    for (const key of this.bucketKeys(document)) {
      const bucket = this.buckets.get(key);
      if (!bucket) continue;
      bucket.documents.delete(id);
      bucket.sorted?.remove(document);
      if (bucket.documents.size === 0) this.buckets.delete(key);
    }
  }

  /** How many documents stand under these keys of the first field, at most. */
  size(keys: readonly string[]): number {
    return keys.reduce((sum, key) => sum + (this.buckets.get(key)?.documents.size ?? 0), 0);
  }

  /** Documents under these keys, each once. */
  under(keys: readonly string[]): Iterable<Document> {
    const [only] = keys;
    if (only !== undefined && keys.length === 1) return this.buckets.get(only)?.documents.values() ?? [];
    const found = new Map<string, Document>();
    for (const key of keys)
      for (const [id, document] of this.buckets.get(key)?.documents ?? []) found.set(id, document);
    return found.values();
  }

  /** Documents under one key in the order of the other fields and `_id`, or in the reverse of it. */
  inOrder(key: string, backwards: boolean): Iterable<Document> {
    const bucket = this.buckets.get(key);
    if (!bucket) return [];
    bucket.sorted ??= new SortedDocuments(bucket.documents.values(), this.compare);
    return backwards ? bucket.sorted.backwards() : bucket.sorted.forwards();
  }

  /** The keys a filter on the first field may ask for: the same values its condition would be shown. */
  private bucketKeys(document: Document): readonly string[] {
    const { name, path } = this.first;
    if (path.length === 1) {
      const value = fieldOf(document, name);
      if (!Array.isArray(value)) return [keyOf(value)];
    }
    const keys = new Set<string>();
    reach(document, path, 0, true, (value) => {
      keys.add(keyOf(value));
      return false;
    });
    return [...keys];
  }

  private uniqueKeys(document: Document): readonly string[] {
    let keys = [''];
    for (const { path } of this.fields) {
      const values = [...new Set(indexedValues(document, path).map((value) => framed(keyOf(value))))];
      keys = keys.flatMap((key) => values.map((value) => key + value));
    }
    return keys;
  }
}

function touchesArray(document: Document, { path }: OrderedField): boolean {
  let current: unknown = document;
  for (const name of path) {
    if (!isDocument(current)) return false;
    current = fieldOf(current, name);
    if (Array.isArray(current)) return true;
  }
  return false;
}

/** Reads what `createIndexes` asks for; partial, sparse, TTL, text and geo indexes and collations are refused by name. */
export function parseIndex(value: unknown): IndexSpecification {
  if (!isDocument(value) || !isDocument(value.key)) throw badValue('an index needs a key');
  const { name } = value;
  if (typeof name !== 'string' || name === '') throw badValue('an index needs a name');
  assertFields(value, INDEX_SPECIFICATION, `index '${name}'`);
  parseOrder(value.key, 'an index on');
  return { name, key: value.key as IndexSpecification['key'], unique: value.unique === true };
}

export function sameFields(a: IndexSpecification, b: IndexSpecification): boolean {
  return JSON.stringify(a.key) === JSON.stringify(b.key);
}
