import type { Document } from './values.js';

/** A refusal in MongoDB's own terms: the driver shows `code` and `message` to its caller. */
export class MongoFault extends Error {
  override readonly name = 'MongoFault';
  constructor(
    readonly code: number,
    readonly codeName: string,
    message: string,
    /** Further fields of the error document. */
    readonly extra: Document = {},
  ) {
    super(message);
  }
}

/** Something the real server can do and this one deliberately cannot. `what` names it. */
export function notSupported(what: string): MongoFault {
  return new MongoFault(115, 'CommandNotSupported', `the embedded read store does not support ${what}`);
}

export function badValue(message: string): MongoFault {
  return new MongoFault(2, 'BadValue', message);
}

export function failedToParse(message: string): MongoFault {
  return new MongoFault(9, 'FailedToParse', message);
}

export function typeMismatch(message: string): MongoFault {
  return new MongoFault(14, 'TypeMismatch', message);
}

/** The values themselves are left out, other than on a real server: texts of errors end up in logs. */
export function duplicateKey(namespace: string, index: string, keyPattern: Document): MongoFault {
  return new MongoFault(
    11000,
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index} fields: ${Object.keys(keyPattern).join(', ')}`,
    { keyPattern },
  );
}

export function namespaceNotFound(namespace: string): MongoFault {
  return new MongoFault(26, 'NamespaceNotFound', `ns does not exist: ${namespace}`);
}

/** The error document of a command, or the part of it that stands in `writeErrors`. */
export function faultOf(error: unknown): MongoFault {
  if (error instanceof MongoFault) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new MongoFault(1, 'InternalError', message);
}

export function immutableId(): MongoFault {
  return new MongoFault(66, 'ImmutableField', "the field '_id' must not be changed");
}
