import { BSON } from 'bson';
import { Shape, elementEnd } from './shape.js';
import { decode } from './wire.js';
import type { Document } from './values.js';
import { keyOf } from './values.js';

const DOUBLE = 0x01;
const STRING = 0x02;
const DOCUMENT = 0x03;
const ARRAY = 0x04;
const BOOLEAN = 0x08;
const NULL = 0x0a;
const INT32 = 0x10;

/**
 * A document as it is kept: its BSON bytes. A million of them as objects would be several times as large and keep the
 * garbage collector busy; reading makes objects anew.
 */
export class Stored {
  private known: Shape | undefined;

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

  static kept(bytes: Buffer): Stored {
    const { _id } = partOf(bytes, Shape.of(bytes), ONLY_ID);
    return new Stored(keyOf(_id), _id, bytes);
  }

  /**
   * What sets these top-level fields of a document: those it has in their places, new ones behind the others. What is
   * not set is copied as it stands and never read.
   */
  static setting(fields: Document): (stored: Stored) => Stored {
    const set = Buffer.from(BSON.serialize(fields));
    const elements = elementsOf(set, Shape.of(set));
    return ({ key, id, bytes, shape }) => {
      // A name that is there keeps its place in a map.
      const all = new Map([...elementsOf(bytes, shape), ...elements]);
      const written = Buffer.concat([Buffer.alloc(4), ...all.values(), Buffer.alloc(1)]);
      written.writeInt32LE(written.length, 0);
      return new Stored(key, id, written);
    };
  }

  /** The whole document, a new object each time. */
  get document(): Document {
    return decode(this.bytes);
  }

  /** Only the top-level fields named: much cheaper than the whole when only they are looked at. */
  part(names: ReadonlySet<string>): Document {
    return partOf(this.bytes, this.shape, names);
  }

  /** Worked out when it is first asked for. */
  private get shape(): Shape {
    return (this.known ??= Shape.of(this.bytes));
  }
}

/** The top-level elements by their names, in their order. */
function elementsOf(bytes: Buffer, { names, nameBytes }: Shape): ReadonlyMap<string, Buffer> {
  let at = 4;
  return new Map(
    names.map((name, index) => {
      const begin = at;
      at = elementEnd(bytes, at, nameBytes[index] ?? 0);
      return [name, bytes.subarray(begin, at)];
    }),
  );
}

const ONLY_ID: ReadonlySet<string> = new Set(['_id']);

function partOf(bytes: Buffer, shape: Shape, names: ReadonlySet<string>): Document {
  const part: Record<string, unknown> = {};
  let at = 4;
  let element = 0;
  for (const wanted of shape.places(names)) {
    for (; element < wanted; element++) at = elementEnd(bytes, at, shape.nameBytes[element] ?? 0);
    part[shape.names[element] ?? ''] = valueAt(bytes, at, shape.nameBytes[element] ?? 0);
  }
  return part;
}

/** The value of the element that begins there. */
function valueAt(bytes: Buffer, element: number, nameBytes: number): unknown {
  const at = element + nameBytes + 2;
  switch (bytes[element]) {
    case STRING:
      return bytes.toString('utf8', at + 4, at + 3 + bytes.readInt32LE(at));
    case INT32:
      return bytes.readInt32LE(at);
    case DOUBLE:
      return bytes.readDoubleLE(at);
    case BOOLEAN:
      return bytes[at] === 1;
    case NULL:
      return null;
    case DOCUMENT:
      return decode(bytes.subarray(at, at + bytes.readInt32LE(at)));
    case ARRAY:
      // An array is written like a document whose fields are its places.
      return Object.values(decode(bytes.subarray(at, at + bytes.readInt32LE(at))));
    default:
      return wholeValue(bytes.subarray(element, elementEnd(bytes, element, nameBytes)));
  }
}

/** Of an element by itself, read as a document of one field. */
function wholeValue(element: Buffer): unknown {
  const document = Buffer.alloc(element.length + 5);
  document.writeInt32LE(document.length, 0);
  element.copy(document, 4);
  return Object.values(decode(document))[0];
}
