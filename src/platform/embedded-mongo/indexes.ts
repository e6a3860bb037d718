import { INDEX_SPECIFICATION, assertFields } from './allow-list.js';
import { MongoFault, badValue } from './errors.js';
import type { OrderedField } from './ordering.js';
import { parseOrder } from './ordering.js';
import { indexedValues, reach, sortValue } from './paths.js';
import { SortedRows } from './sorted-rows.js';
import type { Stored } from './stored.js';
import type { Document } from './values.js';
import { compareValues, fieldOf, framed, isDocument, keyOf } from './values.js';

export interface IndexSpecification {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique: boolean;
}

/** A document in the index: with the values of the index's other fields, by which it is put in order. */
interface Entry {
  stored: Stored;
  readonly values: readonly unknown[];
}

/** Documents that share a value in the first field, by the key of their `_id`; put in order when first asked for. */
interface Bucket {
  /** The value they share. */
  readonly first: unknown;
  readonly entries: Map<string, Entry>;
  sorted?: SortedRows<Entry>;
}

/**
 * Documents by the value of the index's first field, and within it in the order of the other fields and `_id`. Other
 * than a tree it cannot find a range, only its bucket.
 */
export class Index {
  readonly fields: readonly OrderedField[];
  private readonly first: OrderedField;
  private readonly buckets = new Map<string, Bucket>();
  /** The buckets in the order of their values, until a new one comes; one that has gone is empty. */
  private ordered: readonly Bucket[] | undefined;
  private readonly owners = new Map<string, string>();
  private readonly rest: readonly OrderedField[];
  /** Top-level fields whose values it holds. */
  readonly names: ReadonlySet<string>;
  /** Fields in which some document has, or had, an array: order and equality are not what they seem there. */
  private readonly multikey = new Set<string>();

  constructor(readonly specification: IndexSpecification) {
    this.fields = parseOrder(specification.key, 'an index on');
    const [first, ...rest] = this.fields;
    if (!first) throw badValue('an index needs a field');
    this.first = first;
    this.rest = rest;
    this.names = new Set(this.fields.map(({ path: [name = ''] }) => name));
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

  /** `document` is the stored one, or as much of it as the index looks at. */
  add(document: Document, stored: Stored): void {
    const id = stored.key;
    for (const field of this.fields) if (touchesArray(document, field)) this.multikey.add(field.name);
    if (this.specification.unique) for (const key of this.uniqueKeys(document)) this.owners.set(key, id);
    const values = this.rest.map(({ path, direction }) => sortValue(document, path, direction));
    const entry: Entry = { stored, values };
    for (const key of this.bucketKeys(document)) {
      const bucket = this.buckets.get(key);
      if (bucket) {
        bucket.entries.set(id, entry);
        bucket.sorted?.add(entry);
      } else {
        const { path, direction } = this.first;
        this.buckets.set(key, { first: sortValue(document, path, direction), entries: new Map([[id, entry]]) });
        this.ordered = undefined;
      }
    }
  }

  remove(document: Document, id: string): void {
    if (this.specification.unique) for (const key of this.uniqueKeys(document)) this.owners.delete(key);
    for (const key of this.bucketKeys(document)) {
      const bucket = this.buckets.get(key);
      const entry = bucket?.entries.get(id);
      if (!bucket || !entry) continue;
      bucket.entries.delete(id);
      bucket.sorted?.remove(entry);
      if (bucket.entries.size === 0) this.buckets.delete(key);
    }
  }

  /** Puts a document in the place of one of the same `_id` that has the same values in all fields of this index. */
  renew(document: Document, stored: Stored): void {
    for (const key of this.bucketKeys(document)) {
      const entry = this.buckets.get(key)?.entries.get(stored.key);
      if (entry) entry.stored = stored;
    }
  }

  /** How many documents stand under these keys of the first field, at most. */
  size(keys: readonly string[]): number {
    return keys.reduce((sum, key) => sum + (this.buckets.get(key)?.entries.size ?? 0), 0);
  }

  /** Documents under these keys, each once. */
  *under(keys: readonly string[]): Iterable<Stored> {
    const [only, ...others] = keys;
    if (only !== undefined && others.length === 0) {
      for (const { stored } of this.buckets.get(only)?.entries.values() ?? []) yield stored;
      return;
    }
    const found = new Map<string, Stored>();
    for (const key of keys) for (const [id, { stored }] of this.buckets.get(key)?.entries ?? []) found.set(id, stored);
    yield* found.values();
  }

  /** Documents under one key in the order of the other fields and `_id`, or in the reverse of it. */
  *inOrder(key: string, backwards: boolean): Iterable<Stored> {
    const bucket = this.buckets.get(key);
    if (bucket) yield* this.within(bucket, backwards);
  }

  /** All documents in the order of the index's fields and `_id`, or in the reverse; not where the first holds arrays. */
  *wholeInOrder(backwards: boolean): Iterable<Stored> {
    const { direction } = this.first;
    this.ordered ??= [...this.buckets.values()].sort((a, b) => compareValues(a.first, b.first) * direction);
    const { ordered } = this;
    for (let at = 0; at < ordered.length; at++) {
      const bucket = ordered[backwards ? ordered.length - 1 - at : at];
      if (bucket) yield* this.within(bucket, backwards);
    }
  }

  private *within(bucket: Bucket, backwards: boolean): Iterable<Stored> {
    bucket.sorted ??= new SortedRows(bucket.entries.values(), (a, b) => this.compare(a, b));
    for (const { stored } of backwards ? bucket.sorted.backwards() : bucket.sorted.forwards()) yield stored;
  }

  private compare(a: Entry, b: Entry): number {
    for (const [at, { direction }] of this.rest.entries()) {
      const difference = compareValues(a.values[at], b.values[at]);
      if (difference !== 0) return difference * direction;
    }
    return compareValues(a.stored.id, b.stored.id);
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
