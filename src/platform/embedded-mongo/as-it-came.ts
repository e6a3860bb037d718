import { MAX_DOCUMENT_BYTES } from './storable.js';
import { elementEnd } from './shape.js';

const DOCUMENT = 0x03;
const ARRAY = 0x04;
/** BSON types that are stored wherever they stand: double, string, object id, boolean, date, null, 32-bit integer. */
const PLAIN: ReadonlySet<number> = new Set([0x01, 0x02, 0x07, 0x08, 0x09, 0x0a, 0x10]);
const DOLLAR = 0x24;
const DOT = 0x2e;
const PROTO = Buffer.from('__proto__');
const ID = Buffer.from('_id');
/** Deeper ones are counted exactly by whoever looks at the values. */
const DEPTH = 50;

/**
 * The bytes under which a document that came over the wire is kept: its own, `_id` first. Making an object of each and
 * bytes of that again was half the work of pouring a view.
 *
 * Undefined for whatever is not plainly storable, whole and with an `_id`: it has to be read, and is refused or kept
 * then. Bytes of texts are not looked at: they are written by the driver of this very process.
 */
export function asItCame(bytes: Buffer): Buffer | undefined {
  if (bytes.length > MAX_DOCUMENT_BYTES) return undefined;
  try {
    return idFirst(bytes);
  } catch {
    // A length that leads out of the document: reading it says what is wrong.
    return undefined;
  }
}

function idFirst(bytes: Buffer): Buffer | undefined {
  let id: { readonly from: number; readonly to: number } | undefined;
  const end = walk(bytes, 0, 0, (from, nameEnd, to) => {
    if (nameEnd - from - 1 !== ID.length || ID.compare(bytes, from + 1, nameEnd) !== 0) return true;
    if (id || bytes[from] === ARRAY) return false;
    id = { from, to };
    return true;
  });
  if (end !== bytes.length || !id) return undefined;
  const kept = Buffer.allocUnsafe(bytes.length);
  const length = id.to - id.from;
  bytes.copy(kept, 0, 0, 4);
  bytes.copy(kept, 4, id.from, id.to);
  bytes.copy(kept, 4 + length, 4, id.from);
  bytes.copy(kept, id.to, id.to);
  return kept;
}

type Element = (from: number, nameEnd: number, to: number) => boolean;

/** Where the document that begins at `start` ends; -1 when something in it is not plainly storable. */
function walk(bytes: Buffer, start: number, depth: number, visit?: Element): number {
  if (depth > DEPTH) return -1;
  const last = start + bytes.readInt32LE(start) - 1;
  let at = start + 4;
  while (at < last) {
    const nameEnd = bytes.indexOf(0, at + 1);
    if (nameEnd < 0 || !isName(bytes, at + 1, nameEnd)) return -1;
    const to = elementEnd(bytes, at, nameEnd - at - 1);
    const type = bytes[at] ?? 0;
    if (type === DOCUMENT || type === ARRAY) {
      if (walk(bytes, nameEnd + 1, depth + 1) < 0) return -1;
    } else if (!PLAIN.has(type)) return -1;
    if (visit && !visit(at, nameEnd, to)) return -1;
    at = to;
  }
  return at === last && bytes[last] === 0 ? last + 1 : -1;
}

function isName(bytes: Buffer, from: number, to: number): boolean {
  if (bytes[from] === DOLLAR) return false;
  for (let at = from; at < to; at++) if (bytes[at] === DOT) return false;
  return to - from !== PROTO.length || PROTO.compare(bytes, from, to) !== 0;
}
