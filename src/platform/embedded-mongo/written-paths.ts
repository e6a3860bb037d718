import { MongoFault } from './errors.js';
import type { Path } from './paths.js';
import type { Document } from './values.js';
import { fieldOf, isDocument, kindOf } from './values.js';

const INDEX = /^\d+$/;
/** An array is filled up with nulls to the index written; a slip of a digit must not fill the memory. */
const LONGEST_GAP = 1_000;

/** A copy of the document with `value` at the path; only what lies on the path is copied. */
export function withValue(document: Document, path: Path, value: unknown): Document {
  return changed(document, path, 0, value) as Document;
}

function changed(container: unknown, path: Path, at: number, value: unknown): unknown {
  const name = path[at];
  if (name === undefined) return value;
  if (container === undefined) return { [name]: changed(undefined, path, at + 1, value) };
  if (isDocument(container)) {
    return { ...container, [name]: changed(fieldOf(container, name), path, at + 1, value) };
  }
  if (Array.isArray(container) && INDEX.test(name)) {
    const copy = [...(container as unknown[])];
    const index = Number(name);
    if (index > copy.length + LONGEST_GAP) throw notViable(path, at, container);
    while (copy.length < index) copy.push(null);
    copy[index] = changed(copy[index], path, at + 1, value);
    return copy;
  }
  throw notViable(path, at, container);
}

/** A copy without the field; the same document when there is no such field. In an array null takes its place. */
export function withoutValue(document: Document, path: Path): Document {
  return removed(document, path, 0) as Document;
}

function removed(container: unknown, path: Path, at: number): unknown {
  const name = path[at];
  if (name === undefined) return container;
  const last = at === path.length - 1;
  if (Array.isArray(container)) {
    const index = INDEX.test(name) ? Number(name) : -1;
    if (!(index in container)) return container;
    return (container as unknown[]).map((element, place) => {
      if (place !== index) return element;
      return last ? null : removed(element, path, at + 1);
    });
  }
  if (!isDocument(container) || fieldOf(container, name) === undefined) return container;
  if (!last) return { ...container, [name]: removed(fieldOf(container, name), path, at + 1) };
  const { [name]: _gone, ...rest } = container;
  return rest;
}

function notViable(path: Path, at: number, container: unknown): MongoFault {
  const where = path.slice(0, at).join('.');
  return new MongoFault(
    28,
    'PathNotViable',
    `cannot create '${path[at]}' in '${where}', which is ${kindOf(container)}`,
  );
}
