import { MongoFault, failedToParse, notSupported } from './errors.js';
import { parsePath } from './paths.js';
import type { Document } from './values.js';
import { fieldOf, isDocument } from './values.js';

/** A tree of field names; a leaf is the whole field. */
interface Tree {
  readonly fields: Map<string, Tree>;
}

export type Shape = (document: Document) => Document;

/** Compiles `{ field: 1 }` or `{ field: 0 }`, dotted or not; anything else in a projection is refused by name. */
export function compileProjection(specification: Document): Shape {
  const { _id: id, ...fields } = specification;
  for (const [name, value] of Object.entries(specification)) {
    if (!isOn(value) && !isOff(value)) throw notSupported(`the projection of '${name}' by anything but 1 and 0`);
  }
  const names = Object.keys(fields);
  const included = names.filter((name) => isOn(fields[name]));
  if (included.length > 0 && included.length < names.length) throw mixed();
  if (included.length > 0 || (names.length === 0 && isOn(id))) return including(included, !isOff(id));
  return excluding(isOff(id) ? ['_id', ...names] : names);
}

/** Keeps the named fields, in the order of the document. */
export function including(names: readonly string[], withId: boolean): Shape {
  const tree = treeOf(withId ? ['_id', ...names] : names);
  return (document) => pick(document, tree);
}

export function excluding(names: readonly string[]): Shape {
  const tree = treeOf(names);
  return (document) => omit(document, tree);
}

export function isOn(value: unknown): boolean {
  return value === true || value === 1;
}

export function isOff(value: unknown): boolean {
  return value === false || value === 0;
}

export function mixed(): MongoFault {
  return failedToParse('a projection either names what to keep or what to leave out');
}

function treeOf(names: readonly string[]): Tree {
  const root: Tree = { fields: new Map() };
  for (const name of names) {
    let at = root;
    for (const component of parsePath(name)) {
      const next = at.fields.get(component) ?? { fields: new Map<string, Tree>() };
      at.fields.set(component, next);
      at = next;
    }
    if (at.fields.size > 0) throw new MongoFault(31249, 'Location31249', `path collision at ${name}`);
  }
  return root;
}

function pick(document: Document, tree: Tree): Document {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(document)) {
    const inner = tree.fields.get(name);
    if (!inner) continue;
    const value = inner.fields.size === 0 ? fieldOf(document, name) : pickInside(fieldOf(document, name), inner);
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** Inside arrays only documents (and arrays of them) have fields to keep. */
function pickInside(value: unknown, tree: Tree): unknown {
  if (isDocument(value)) return pick(value, tree);
  if (!Array.isArray(value)) return undefined;
  return value.map((element) => pickInside(element, tree)).filter((element) => element !== undefined);
}

function omit(document: Document, tree: Tree): Document {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(document)) {
    const inner = tree.fields.get(name);
    if (!inner) kept[name] = document[name];
    else if (inner.fields.size > 0) kept[name] = omitInside(document[name], inner);
  }
  return kept;
}

function omitInside(value: unknown, tree: Tree): unknown {
  if (isDocument(value)) return omit(value, tree);
  return Array.isArray(value) ? value.map((element) => omitInside(element, tree)) : value;
}
