import { BSON, Binary, ObjectId } from 'bson';
import { MongoFault, badValue } from './errors.js';
import type { Document } from './values.js';
import { isDocument, kindOf } from './values.js';

/** Largest document, as on a real server. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

const MAX_DEPTH = 100;

/**
 * Refuses what the views never store: 64-bit integers (the driver makes one of every bigint) and decimals, which do
 * not compare with numbers here; regular expressions and other rare types; field names that no query could reach.
 */
export function assertStorable(value: unknown, at = '', depth = 0): void {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) return;
  if (depth > MAX_DEPTH) throw new MongoFault(15, 'Overflow', `'${at}' is nested deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    for (const element of value) assertStorable(element, at, depth + 1);
  } else if (isDocument(value)) {
    for (const name of Object.keys(value)) {
      assertName(name);
      assertStorable(value[name], name, depth + 1);
    }
  } else if (!(value instanceof Date || value instanceof ObjectId || value instanceof Binary)) {
    throw badValue(`a value of type ${kindOf(value)} is not allowed in the read store (field '${at}')`);
  }
}

function assertName(name: string): void {
  if (name.startsWith('$')) {
    throw new MongoFault(52, 'DollarPrefixedFieldName', `the field name '${name}' must not start with '$'`);
  }
  if (name.includes('.')) throw new MongoFault(57, 'DottedFieldName', `the field name '${name}' must not contain '.'`);
  if (name === '__proto__') throw badValue(`the field name '${name}' is not allowed`);
}

export function assertSize(document: Document): void {
  assertBytes(BSON.calculateObjectSize(document));
}

/** Refuses a document of so many bytes, where they are too many. */
export function assertBytes(size: number): void {
  if (size > MAX_DOCUMENT_BYTES) {
    throw new MongoFault(
      10334,
      'BSONObjectTooLarge',
      `the document has ${size} bytes, more than ${MAX_DOCUMENT_BYTES}`,
    );
  }
}

/** A document to insert: `_id` first, made if absent. */
export function withId(document: Document): Document {
  const { _id, ...rest } = document;
  if (_id === undefined) return { _id: new ObjectId(), ...rest };
  assertId(_id);
  return Object.keys(document)[0] === '_id' ? document : { _id, ...rest };
}

function assertId(id: unknown): void {
  if (Array.isArray(id)) throw new MongoFault(53, 'InvalidIdField', "the '_id' value cannot be of type array");
}
