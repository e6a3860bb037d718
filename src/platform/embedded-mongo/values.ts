import { Binary, ObjectId } from 'bson';

/** A document as deserialised from BSON. Once stored it is never changed, only replaced. */
export type Document = Readonly<Record<string, unknown>>;

export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Value of a field; undefined when missing. What an object inherits does not count. */
export function fieldOf(document: Document, name: string): unknown {
  const value = document[name];
  return typeof value === 'function' ? undefined : value;
}

/** MongoDB's order between types. A missing field (`undefined` here) stands before null. */
export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'undefined':
      return 0;
    case 'number':
      return 2;
    case 'string':
      return 3;
    case 'boolean':
      return 8;
    default:
      return rankOfObject(value);
  }
}

function rankOfObject(value: unknown): number {
  if (value === null) return 1;
  if (Array.isArray(value)) return 5;
  if (value instanceof Date) return 9;
  if (value instanceof ObjectId) return 7;
  if (value instanceof Binary) return 6;
  return 4;
}

/** Total order over values as MongoDB sorts them: by type, then numbers by size, strings by code point, and so on. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const rank = rankOf(a);
  const difference = rank - rankOf(b);
  if (difference !== 0) return difference;
  switch (rank) {
    case 2:
      return compareNumbers(a as number, b as number);
    case 3:
      return compareStrings(a as string, b as string);
    case 4:
      return compareDocuments(a as Document, b as Document);
    case 5:
      return compareArrays(a as unknown[], b as unknown[]);
    case 6:
      return compareBinaries(a as Binary, b as Binary);
    case 7:
      return compareStrings((a as ObjectId).toHexString(), (b as ObjectId).toHexString());
    case 8:
      return a === true ? 1 : -1;
    case 9:
      return (a as Date).getTime() - (b as Date).getTime();
    default:
      return 0;
  }
}

/** NaN is the smallest number. */
function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  if (Number.isNaN(b)) return 1;
  return a - b || (a < b ? -1 : a > b ? 1 : 0);
}

/**
 * By code point, as the server compares UTF-8 bytes. *Trap:* `<` compares UTF-16 units and puts 𠮷 (a surrogate pair)
 * before full-width forms.
 */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) return aboveSurrogates(x) - aboveSurrogates(y);
  }
  return a.length - b.length;
}

/** Lifts the halves of surrogate pairs above every other unit, where their code points stand. */
function aboveSurrogates(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = compareValues(a[index], b[index]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Field by field in their own order: type, then name, then value. */
function compareDocuments(a: Document, b: Document): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const x = left[index] ?? '';
    const y = right[index] ?? '';
    const difference = rankOf(a[x]) - rankOf(b[y]) || compareStrings(x, y) || compareValues(a[x], b[y]);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareBinaries(a: Binary, b: Binary): number {
  return a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value());
}

/** Equality as MongoDB sees it: 1 equals 1.0, documents are equal only with their fields in the same order. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return Number.isNaN(a) && Number.isNaN(b);
  return compareValues(a, b) === 0;
}

/** A string per value; two values have the same one exactly if they are equal. Missing counts as null. */
export function keyOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `s${value}`;
    case 'number':
      return `n${value === 0 ? 0 : value}`;
    case 'boolean':
      return value ? 'T' : 'F';
    case 'undefined':
      return 'N';
    default:
      return keyOfObject(value);
  }
}

function keyOfObject(value: unknown): string {
  if (value === null) return 'N';
  if (Array.isArray(value)) return `[${value.map((element) => framed(keyOf(element))).join('')}`;
  if (value instanceof Date) return `d${value.getTime()}`;
  if (value instanceof ObjectId) return `o${value.toHexString()}`;
  if (value instanceof Binary) return `b${value.sub_type}:${value.toString('base64')}`;
  return `{${Object.entries(value as Document)
    .map(([name, inner]) => framed(name) + framed(keyOf(inner)))
    .join('')}`;
}

/** Keys of several values in one string, unambiguously. */
export function framed(key: string): string {
  return `${key.length}:${key}`;
}

/** Kind of a value, for texts of errors that must not show the value itself. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (typeof value === 'object' && '_bsontype' in value) return String(value._bsontype);
  return value instanceof RegExp ? 'regex' : typeof value;
}
