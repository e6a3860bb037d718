const STRING = 0x02;
const DOCUMENT = 0x03;
const ARRAY = 0x04;
const BINARY = 0x05;

/** Bytes of a value by its BSON type, where they do not depend on it; types that are never stored are left out. */
const SIZES: readonly (number | undefined)[] = Object.assign(new Array<number | undefined>(256).fill(undefined), {
  0x01: 8, // double
  0x07: 12, // object id
  0x08: 1, // boolean
  0x09: 8, // date
  0x0a: 0, // null
  0x10: 4, // 32-bit integer
});

/**
 * Names of a document's top-level fields in their order. Documents of one view have a few shapes among them: each is
 * worked out once, and so is where in it the fields of a question stand.
 */
export class Shape {
  private static readonly known = new Map<string, Shape>();
  private readonly asked = new WeakMap<ReadonlySet<string>, readonly number[]>();

  private constructor(
    readonly names: readonly string[],
    /** Length of each name in UTF-8. */
    readonly nameBytes: readonly number[],
  ) {}

  /** Throws for bytes that are no document. */
  static of(bytes: Buffer): Shape {
    const names: string[] = [];
    const nameBytes: number[] = [];
    for (let at = 4; bytes[at] !== 0;) {
      const nameEnd = bytes.indexOf(0, at + 1);
      if (nameEnd < 0) throw new Error('these bytes are no document');
      names.push(bytes.toString('utf8', at + 1, nameEnd));
      nameBytes.push(nameEnd - at - 1);
      at = elementEnd(bytes, at, nameEnd - at - 1);
    }
    const key = names.join('\0');
    const known = Shape.known.get(key);
    if (known) return known;
    const shape = new Shape(names, nameBytes);
    // A view keyed by what people write could have any number of shapes; it must not be remembered for ever.
    if (Shape.known.size >= MOST_KNOWN) Shape.known.clear();
    Shape.known.set(key, shape);
    return shape;
  }

  /** Places of those of the fields named that are there, ascending. */
  places(wanted: ReadonlySet<string>): readonly number[] {
    const known = this.asked.get(wanted);
    if (known) return known;
    const places = [...this.names.keys()].filter((place) => wanted.has(this.names[place] ?? ''));
    this.asked.set(wanted, places);
    return places;
  }
}

const MOST_KNOWN = 1_000;

/** Where the element that begins at `at`, with a name of so many bytes, ends. */
export function elementEnd(bytes: Buffer, at: number, nameBytes: number): number {
  const value = at + nameBytes + 2;
  const end = value + sizeOf(bytes, value, bytes[at] ?? 0);
  if (end <= at || end >= bytes.length) throw new Error('these bytes are no document');
  return end;
}

function sizeOf(bytes: Buffer, at: number, type: number): number {
  const fixed = SIZES[type];
  if (fixed !== undefined) return fixed;
  if (type === STRING) return 4 + bytes.readInt32LE(at);
  if (type === DOCUMENT || type === ARRAY) return bytes.readInt32LE(at);
  if (type === BINARY) return 5 + bytes.readInt32LE(at);
  throw new Error(`a value of BSON type ${type} is never stored`);
}
