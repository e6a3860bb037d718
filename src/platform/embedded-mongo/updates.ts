import { assertUpdateOperator } from './allow-list.js';
import { MongoFault, badValue, failedToParse, immutableId, notSupported, typeMismatch } from './errors.js';
import type { Path } from './paths.js';
import { parsePath, plainValue } from './paths.js';
import { compileQuery } from './query.js';
import { assertStorable } from './storable.js';
import type { Document } from './values.js';
import { compareStrings, compareValues, isDocument, keyOf, kindOf, sameValue } from './values.js';
import { withValue, withoutValue } from './written-paths.js';

/** One field and how its value changes; `undefined` stands for a missing field, before and after. */
interface Step {
  readonly path: Path;
  readonly name: string;
  /** Whether the step is taken only while a document is made. */
  readonly insertOnly: boolean;
  change(value: unknown): unknown;
}

/** A compiled update: the document that shall stand in place of the one given, which is left as it is. */
export type Update = (before: Document, inserting: boolean) => Document;

interface CompiledUpdate {
  readonly isReplacement: boolean;
  /** Where it does nothing but set top-level fields, other than `_id`: these, new ones in the order they are appended. */
  readonly sets?: Document;
  readonly apply: Update;
}

/** Compiles a replacement or a set of update operators. Pipelines are refused. */
export function compileUpdate(update: unknown): CompiledUpdate {
  if (Array.isArray(update)) throw notSupported('updates by a pipeline');
  if (!isDocument(update)) throw failedToParse('an update must be a document');
  const names = Object.keys(update);
  if (!names[0]?.startsWith('$')) return { isReplacement: true, apply: replacement(update) };
  const steps = names.flatMap((operator) => stepsOf(operator, update[operator]));
  assertApart(steps);
  // As on a real server, which appends new fields in the order of their names, whatever the order of the operators.
  steps.sort((a, b) => compareStrings(a.name, b.name));
  const plain = names.length === 1 && names[0] === '$set' && steps.every(({ path }) => path.length === 1);
  return {
    isReplacement: false,
    ...(plain && !steps.some(({ name }) => name === '_id') && { sets: settings(steps) }),
    apply: (before, inserting) => taken(steps, before, inserting),
  };
}

function settings(steps: readonly Step[]): Document {
  return Object.fromEntries(steps.map(({ name, change }) => [name, change(undefined)]));
}

function replacement(document: Document): Update {
  assertStorable(document);
  const { _id: id, ...fields } = document;
  return (before) => {
    if (before._id === undefined) return document;
    if (id !== undefined && !sameValue(id, before._id)) throw immutableId();
    return { _id: before._id, ...fields };
  };
}

function taken(steps: readonly Step[], before: Document, inserting: boolean): Document {
  let after = before;
  for (const { path, insertOnly, change } of steps) {
    if (insertOnly && !inserting) continue;
    const value = plainValue(after, path);
    const changed = change(value);
    if (changed === undefined) after = withoutValue(after, path);
    else if (changed !== value) after = withValue(after, path, changed);
  }
  if (before._id !== undefined && !sameValue(after._id, before._id)) throw immutableId();
  return after;
}

function stepsOf(operator: string, operand: unknown): Step[] {
  assertUpdateOperator(operator);
  if (!isDocument(operand)) throw failedToParse(`${operator} needs a document, not ${kindOf(operand)}`);
  return Object.entries(operand).map(([name, argument]) => ({
    name,
    path: parsePath(name),
    insertOnly: operator === '$setOnInsert',
    change: changeOf(operator, argument, name),
  }));
}

function changeOf(operator: string, argument: unknown, name: string): (value: unknown) => unknown {
  switch (operator) {
    case '$unset':
      return () => undefined;
    case '$inc':
      return increment(argument, name);
    case '$max':
    case '$min':
      return extreme(argument, operator === '$max' ? 1 : -1, name);
    case '$push': {
      const added = elementsOf(operator, argument, name);
      return (value) => [...arrayAt(value, operator, name), ...added];
    }
    case '$addToSet':
      return addToSet(elementsOf(operator, argument, name), name);
    case '$pull':
      return pull(argument, name);
    default:
      assertStorable(argument, name);
      return () => argument;
  }
}

function increment(by: unknown, name: string): (value: unknown) => unknown {
  if (typeof by !== 'number') throw typeMismatch(`$inc of '${name}' needs a number, not ${kindOf(by)}`);
  return (value) => {
    if (value === undefined) return by;
    if (typeof value !== 'number') throw typeMismatch(`$inc: '${name}' is no number but ${kindOf(value)}`);
    const sum = value + by;
    if (Number.isInteger(value) && Number.isInteger(by) && !Number.isSafeInteger(sum)) {
      throw badValue(`$inc: '${name}' would leave the range of exact integers`);
    }
    return sum;
  };
}

function extreme(candidate: unknown, sign: 1 | -1, name: string): (value: unknown) => unknown {
  assertStorable(candidate, name);
  return (value) => (value === undefined || compareValues(candidate, value) * sign > 0 ? candidate : value);
}

/** The argument itself, or the elements of `{ $each }`; further modifiers are refused. */
function elementsOf(operator: string, argument: unknown, name: string): readonly unknown[] {
  let elements: readonly unknown[] = [argument];
  if (isDocument(argument) && '$each' in argument) {
    const other = Object.keys(argument).find((modifier) => modifier !== '$each');
    if (other !== undefined) throw notSupported(`the modifier ${other} of ${operator}`);
    if (!Array.isArray(argument.$each)) throw badValue(`$each of ${operator} needs an array`);
    elements = argument.$each as unknown[];
  }
  for (const element of elements) assertStorable(element, name);
  return elements;
}

function arrayAt(value: unknown, operator: string, name: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw badValue(`${operator}: '${name}' must be an array but is ${kindOf(value)}`);
  return value;
}

function addToSet(elements: readonly unknown[], name: string): (value: unknown) => unknown {
  return (value) => {
    const there = arrayAt(value, '$addToSet', name);
    const keys = new Set(there.map(keyOf));
    const fresh = elements.filter((element) => !keys.has(keyOf(element)) && keys.add(keyOf(element)));
    return fresh.length === 0 && value !== undefined ? value : [...there, ...fresh];
  };
}

/** Takes out elements equal to a value, or documents and values that a condition describes. */
function pull(argument: unknown, name: string): (value: unknown) => unknown {
  const matches = elementTest(argument);
  return (value) => {
    if (value === undefined) return undefined;
    const there = arrayAt(value, '$pull', name);
    const left = there.filter((element) => !matches(element));
    return left.length === there.length ? value : left;
  };
}

function elementTest(argument: unknown): (element: unknown) => boolean {
  if (!isDocument(argument)) {
    assertStorable(argument);
    return (element) => sameValue(element, argument);
  }
  if (Object.keys(argument)[0]?.startsWith('$')) {
    const { test } = compileQuery({ element: argument });
    return (element) => test({ element });
  }
  const { test } = compileQuery(argument);
  return (element) => isDocument(element) && test(element);
}

/** No two steps may touch the same field, or one a part of what the other sets. */
function assertApart(steps: readonly Step[]): void {
  const names = steps.map((step) => step.name);
  for (const [at, name] of names.entries()) {
    const clash = names.find((other, index) => index !== at && (other === name || other.startsWith(`${name}.`)));
    if (clash === undefined) continue;
    throw new MongoFault(40, 'ConflictingUpdateOperators', `updating '${clash}' would conflict with '${name}'`);
  }
}
