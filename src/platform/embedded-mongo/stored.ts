import { BSON } from 'mongodb';
import { decode } from './wire.js';
import type { Document } from './values.js';
import { keyOf } from './values.js';

/** Bytes of a value by its BSON type, where they do not depend on it; types that are never stored are left out. */
const SIZES: ReadonlyMap<number, number> = new Map([
  [0x01, 8], // double
  [0x07, 12], // object id
  [0x08, 1], // boolean
  [0x09, 8], // date
  [0x0a, 0], // null
  [0x10, 4], // 32-bit integer
]);
const STRING = 0x02;
const DOCUMENT = 0x03;
const ARRAY = 0x04;
const BINARY = 0x05;

/**
 * A document as it is kept: its BSON bytes. A million of them as objects would be several times as large and keep the
 * garbage collector busy; reading makes objects anew.
 */
export class Stored {
  private constructor(
    /** Key of the `_id`. */
    readonly key: string,
    readonly id: unknown,
    readonly bytes: Buffer,
  ) {}

  static of(document: Document): Stored {
    const bytes = BSON.serialize(document);
    return new Stored(keyOf(document._id), document._id, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }

  static restored(bytes: Buffer): Stored {
    const { _id } = partOf(bytes, ONLY_ID);
    return new Stored(keyOf(_id), _id, bytes);
  }

  /** The whole document, a new object each time. */
  get document(): Document {
    return decode(this.bytes);
  }

  /** Only the top-level fields named: much cheaper than the whole when only they are looked at. */
  part(names: ReadonlySet<string>): Document {
    return partOf(this.bytes, names);
  }
}

const ONLY_ID: ReadonlySet<string> = new Set(['_id']);

function partOf(bytes: Buffer, names: ReadonlySet<string>): Document {
  const kept: Buffer[] = [];
  let size = 5;
  let at = 4;
  for (let left = names.size; left > 0 && bytes[at] !== 0;) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const end = nameEnd < 0 ? 0 : nameEnd + 1 + sizeOf(bytes, nameEnd + 1, bytes[at] ?? 0);
    if (end <= at || end >= bytes.length) throw new Error('these bytes are no document');
    if (names.has(bytes.toString('utf8', at + 1, nameEnd))) {
      kept.push(bytes.subarray(at, end));
      size += end - at;
      left--;
    }
    at = end;
  }
  const part = Buffer.alloc(size);
  part.writeInt32LE(size, 0);
  let to = 4;
  for (const element of kept) to += element.copy(part, to);
  return decode(part);
}

function sizeOf(bytes: Buffer, at: number, type: number): number {
  const fixed = SIZES.get(type);
  if (fixed !== undefined) return fixed;
  if (type === STRING) return 4 + bytes.readInt32LE(at);
  if (type === DOCUMENT || type === ARRAY) return bytes.readInt32LE(at);
  if (type === BINARY) return 5 + bytes.readInt32LE(at);
  throw new Error(`a value of BSON type ${type} is never stored`);
}
