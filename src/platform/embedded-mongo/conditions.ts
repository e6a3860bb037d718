import { assertQueryOperator } from './allow-list.js';
import { badValue } from './errors.js';
import type { Path } from './paths.js';
import { parsePath, reach } from './paths.js';
import { assertStorable } from './storable.js';
import type { Document } from './values.js';
import { compareValues, fieldOf, isDocument, keyOf, rankOf, sameValue } from './values.js';

export type Test = (document: Document) => boolean;
type ValueTest = (value: unknown) => boolean;

/** Compiles a whole filter; handed in because `$elemMatch` contains one. */
export type CompileFilter = (filter: unknown) => Test;

/** One of the values a field holds passes `test`; or, when negated, none does. */
interface Single {
  readonly kind: 'single';
  /** Whether an array offers its elements as well as itself. */
  readonly expand: boolean;
  readonly negated: boolean;
  readonly test: ValueTest;
}

/** All of several conditions hold; or, when negated, not all. */
interface Several {
  readonly kind: 'several';
  readonly negated: boolean;
  readonly conditions: readonly Condition[];
}

type Condition = Single | Several;

/** Compiles `{ field: value }` or `{ field: { $operator: … } }`. */
export function conditionOn(name: string, condition: unknown, compile: CompileFilter): Test {
  return onPath(parsePath(name), conditionOf(condition, compile));
}

function onPath(path: Path, condition: Condition): Test {
  const { negated } = condition;
  if (condition.kind === 'several') {
    const tests = condition.conditions.map((each) => onPath(path, each));
    return (document) => tests.every((test) => test(document)) !== negated;
  }
  const { expand, test } = condition;
  const [name] = path;
  if (path.length > 1 || name === undefined) return (document) => reach(document, path, 0, expand, test) !== negated;
  return (document) => {
    const value = fieldOf(document, name);
    const found = Array.isArray(value) ? reach(document, path, 0, expand, test) : test(value);
    return found !== negated;
  };
}

/** The same on an element of an array, which is not looked into further. */
function onElement(condition: Condition): ValueTest {
  const { negated } = condition;
  if (condition.kind === 'single') return (value) => condition.test(value) !== negated;
  const tests = condition.conditions.map(onElement);
  return (value) => tests.every((test) => test(value)) !== negated;
}

function conditionOf(condition: unknown, compile: CompileFilter): Condition {
  if (!hasOperators(condition)) return someValue(equalTo(condition));
  const entries = Object.entries(condition);
  const conditions = entries.map(([operator, operand]) => operatorCondition(operator, operand, compile));
  const [only] = conditions;
  return only && conditions.length === 1 ? only : { kind: 'several', negated: false, conditions };
}

/** True for `{ $operator: … }`; any other document is compared as a whole. */
function hasOperators(value: unknown): value is Document {
  if (!isDocument(value)) return false;
  const names = Object.keys(value);
  const operators = names.filter((name) => name.startsWith('$'));
  if (operators.length > 0 && operators.length < names.length) {
    throw badValue(`operators and fields must not be mixed: ${names.join(', ')}`);
  }
  return operators.length > 0;
}

function operatorCondition(operator: string, operand: unknown, compile: CompileFilter): Condition {
  assertQueryOperator(operator);
  switch (operator) {
    case '$eq':
      return someValue(equalTo(operand));
    case '$ne':
      return { ...someValue(equalTo(operand)), negated: true };
    case '$in':
      return someValue(oneOf(operand, operator));
    case '$nin':
      return { ...someValue(oneOf(operand, operator)), negated: true };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return someValue(compared(operator, operand));
    case '$exists':
      return { ...whole((value) => value !== undefined), negated: !isTruthy(operand) };
    case '$size':
      return whole(ofSize(operand));
    case '$elemMatch':
      return whole(elementMatching(operand, compile));
    case '$all':
      return all(operand, compile);
    case '$not':
      if (!hasOperators(operand)) throw badValue('$not needs operators');
      return { kind: 'several', negated: true, conditions: [conditionOf(operand, compile)] };
    default:
      throw badValue(`${operator} must not stand behind a field`);
  }
}

function someValue(test: ValueTest): Single {
  return { kind: 'single', expand: true, negated: false, test };
}

function whole(test: ValueTest): Single {
  return { kind: 'single', expand: false, negated: false, test };
}

function isTruthy(value: unknown): boolean {
  return value !== false && value !== null && value !== 0;
}

function equalTo(operand: unknown): ValueTest {
  assertStorable(operand ?? null, '$eq');
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  if (typeof operand === 'object' || Number.isNaN(operand)) return (value) => sameValue(value, operand);
  return (value) => value === operand;
}

function oneOf(operand: unknown, operator: string): ValueTest {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`);
  for (const element of operand) assertStorable(element ?? null, operator);
  const keys = new Set(operand.map(keyOf));
  return (value) => keys.has(keyOf(value));
}

/** Only values of the operand's own type compare; NaN is neither above nor below a number. */
function compared(operator: '$gt' | '$gte' | '$lt' | '$lte', operand: unknown): ValueTest {
  assertStorable(operand ?? null, operator);
  const orEqual = operator === '$gte' || operator === '$lte';
  const sign = operator === '$gt' || operator === '$gte' ? 1 : -1;
  if (operand === null || operand === undefined || Number.isNaN(operand)) {
    return orEqual ? equalTo(operand) : () => false;
  }
  const rank = rankOf(operand);
  return (value) => {
    if (rankOf(value) !== rank || Number.isNaN(value)) return false;
    const difference = compareValues(value, operand) * sign;
    return difference > 0 || (orEqual && difference === 0);
  };
}

function ofSize(operand: unknown): ValueTest {
  if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < 0) {
    throw badValue('$size needs a whole number, not negative');
  }
  return (value) => Array.isArray(value) && value.length === operand;
}

/** Either a filter for elements that are documents, or conditions (`$gt`, …) on the elements themselves. */
function elementMatching(operand: unknown, compile: CompileFilter): ValueTest {
  if (!isDocument(operand)) throw badValue('$elemMatch needs a document');
  const [first] = Object.keys(operand);
  if (first === undefined || !first.startsWith('$') || ['$and', '$or', '$nor'].includes(first)) {
    const test = compile(operand);
    return (value) => Array.isArray(value) && value.some((element) => isDocument(element) && test(element));
  }
  const passes = onElement(conditionOf(operand, compile));
  return (value) => Array.isArray(value) && value.some((element) => passes(element));
}

function all(operand: unknown, compile: CompileFilter): Condition {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return someValue(() => false);
  const conditions = operand.map((element: unknown) => {
    if (!hasOperators(element)) return someValue(equalTo(element));
    if (Object.keys(element).join() !== '$elemMatch') throw badValue('$all takes values or { $elemMatch }');
    return conditionOf(element, compile);
  });
  return { kind: 'several', negated: false, conditions };
}
