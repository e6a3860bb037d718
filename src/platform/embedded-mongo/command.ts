import { Long } from 'bson';
import type { Cursors } from './cursors.js';
import type { Databases } from './databases.js';
import { badValue } from './errors.js';
import type { Document } from './values.js';
import { isDocument } from './values.js';

/** One command to be carried out. */
export interface Call {
  readonly command: Document;
  /** Value of the command's own field: for most the name of a collection. */
  readonly subject: unknown;
  readonly database: string;
  /** Size of the message; no document in it is larger. */
  readonly bytes: number;
  readonly databases: Databases;
  readonly cursors: Cursors;
}

/** Carries a command out, at once and as a whole: no other command comes in between. */
export type Handler = (call: Call) => Document;

export function collectionName(call: Call): string {
  if (typeof call.subject === 'string' && call.subject !== '') return call.subject;
  throw badValue('the name of a collection is missing');
}

export function namespaceOf(call: Call): string {
  return `${call.database}.${collectionName(call)}`;
}

/** A number of the protocol, which may come as a 64-bit integer. */
export function numberOf(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined;
  const number = value instanceof Long ? value.toNumber() : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw badValue(`${name} must be a whole number`);
}

export function documentsOf(value: unknown, name: string): readonly Document[] {
  if (!Array.isArray(value)) throw badValue(`${name} must be an array`);
  return value.map((element: unknown) => {
    if (isDocument(element)) return element;
    throw badValue(`${name} must hold documents`);
  });
}

export function documentOf(value: unknown, name: string): Document {
  if (value === undefined) return {};
  if (isDocument(value)) return value;
  throw badValue(`${name} must be a document`);
}
