import { badValue, notSupported } from './errors.js';
import type { Document } from './values.js';
import { compareValues, fieldOf, isDocument } from './values.js';

export type Path = readonly string[];

const INDEX = /^\d+$/;

/** Components of a dotted field name. Positional operators (`$`, `$[]`, `$[x]`) are refused. */
export function parsePath(name: string): Path {
  const path = name.split('.');
  for (const component of path) {
    if (component === '' || component === '__proto__') throw badValue(`'${name}' is not a usable field path`);
    if (component.startsWith('$')) throw notSupported(`the positional operator ${component} in '${name}'`);
  }
  return path;
}

/**
 * Walks a path as MongoDB's matcher does: arrays in the middle fan out over their documents, a number also picks an
 * element. `found` is called with every value reached, undefined standing for a missing field, until it returns true.
 * With `expand`, an array at the end gives its elements and then itself; without, only itself.
 */
export function reach(
  document: Document,
  path: Path,
  from: number,
  expand: boolean,
  found: (value: unknown) => boolean,
): boolean {
  let current: unknown = document;
  for (let at = from; at < path.length; at++) {
    if (!isDocument(current)) return found(undefined);
    current = fieldOf(current, path[at] ?? '');
    if (Array.isArray(current)) return reachInArray(current, path, at + 1, expand, found);
    if (current === undefined) return found(undefined);
  }
  return found(current);
}

function reachInArray(
  array: readonly unknown[],
  path: Path,
  next: number,
  expand: boolean,
  found: (value: unknown) => boolean,
): boolean {
  const name = path[next];
  if (name === undefined) return (expand && array.some((element) => found(element))) || found(array);
  const picked = INDEX.test(name) ? Number(name) : -1;
  for (const [index, element] of array.entries()) {
    if (isDocument(element) && reach(element, path, next, expand, found)) return true;
    if (index === picked && reachPicked(element, path, next + 1, expand, found)) return true;
  }
  return false;
}

function reachPicked(
  element: unknown,
  path: Path,
  next: number,
  expand: boolean,
  found: (value: unknown) => boolean,
): boolean {
  if (next === path.length) return found(element);
  if (Array.isArray(element)) return reachInArray(element, path, next, expand, found);
  return isDocument(element) && reach(element, path, next, expand, found);
}

/** Every value an index holds for a document: elements of arrays; undefined for an empty array, null for nothing. */
export function indexedValues(document: Document, path: Path): readonly unknown[] {
  const values: unknown[] = [];
  reach(document, path, 0, false, (value) => {
    if (Array.isArray(value)) values.push(...(value.length === 0 ? [undefined] : (value as unknown[])));
    else values.push(value ?? null);
    return false;
  });
  return values.length === 0 ? [null] : values;
}

/** The value a document is sorted by: of an array its smallest or, downwards, its largest element. */
export function sortValue(document: Document, path: Path, direction: 1 | -1): unknown {
  const [name] = path;
  if (path.length === 1 && name !== undefined) {
    const value = fieldOf(document, name);
    if (!Array.isArray(value)) return value ?? null;
  }
  const [first, ...others] = indexedValues(document, path);
  return others.reduce((best, value) => (compareValues(value, best) * direction < 0 ? value : best), first);
}

/** Value at a path of plain documents, as an update sees it; arrays are entered by number only. */
export function plainValue(document: Document, path: Path): unknown {
  let current: unknown = document;
  for (const component of path) {
    if (Array.isArray(current)) current = INDEX.test(component) ? (current as unknown[])[Number(component)] : undefined;
    else if (isDocument(current)) current = fieldOf(current, component);
    else return undefined;
  }
  return current;
}
