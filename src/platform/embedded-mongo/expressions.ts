import { assertExpression } from './allow-list.js';
import { MongoFault, badValue, failedToParse, notSupported } from './errors.js';
import type { Path } from './paths.js';
import { parsePath } from './paths.js';
import { assertStorable } from './storable.js';
import type { Document } from './values.js';
import { compareValues, fieldOf, isDocument, kindOf } from './values.js';

/** A compiled expression; undefined stands for a missing value. */
export type Expression = (document: Document) => unknown;

/** Compiles `'$field.path'`, a literal, an array or document of expressions, or `{ $operator: … }` of the allow-list. */
export function compileExpression(expression: unknown): Expression {
  if (typeof expression === 'string' && expression.startsWith('$')) return fieldExpression(expression);
  if (Array.isArray(expression)) {
    const elements = expression.map(compileExpression);
    return (document) => elements.map((element) => element(document) ?? null);
  }
  if (!isDocument(expression)) {
    assertStorable(expression);
    return () => expression;
  }
  const names = Object.keys(expression);
  const [name] = names;
  if (name?.startsWith('$')) {
    assertExpression(name);
    if (names.length > 1) throw failedToParse(`${name} must stand alone`);
    return operatorExpression(name, expression[name]);
  }
  return documentExpression(expression);
}

/** Top-level fields an expression, or anything made of expressions, looks at: every text that begins with `$`. */
export function namesIn(expression: unknown, names = new Set<string>()): ReadonlySet<string> {
  if (typeof expression === 'string' && expression.startsWith('$')) names.add(expression.slice(1).split('.')[0] ?? '');
  else if (Array.isArray(expression) || isDocument(expression))
    for (const inner of Object.values(expression)) namesIn(inner, names);
  return names;
}

function documentExpression(expression: Document): Expression {
  const fields = Object.entries(expression).map(([name, value]) => {
    if (name.includes('.')) throw failedToParse(`the field '${name}' must not contain '.'`);
    return [name, compileExpression(value)] as const;
  });
  return (document) => {
    const made: Record<string, unknown> = {};
    for (const [name, value] of fields) {
      const result = value(document);
      if (result !== undefined) made[name] = result;
    }
    return made;
  };
}

function fieldExpression(expression: string): Expression {
  if (expression.startsWith('$$')) throw notSupported(`the variable ${expression}`);
  const path = parsePath(expression.slice(1));
  return (document) => valuesAt(document, path, 0);
}

/** Arrays on the way give an array of what their documents hold; numbers do not pick elements here. */
function valuesAt(value: unknown, path: Path, at: number): unknown {
  const name = path[at];
  if (name === undefined) return value;
  if (Array.isArray(value)) {
    return value.map((element: unknown) => valuesAt(element, path, at)).filter((element) => element !== undefined);
  }
  return isDocument(value) ? valuesAt(fieldOf(value, name), path, at + 1) : undefined;
}

function operatorExpression(operator: string, operand: unknown): Expression {
  switch (operator) {
    case '$cond':
      return condition(operand);
    case '$ifNull':
      return firstPresent(argumentsOf(operator, operand, 2, Number.POSITIVE_INFINITY));
    case '$size': {
      const [array] = argumentsOf(operator, Array.isArray(operand) ? operand : [operand], 1);
      return (document) => arrayFrom(array?.(document), operator, 17124).length;
    }
    case '$in': {
      const [value, array] = argumentsOf(operator, operand, 2);
      return (document) => {
        const wanted = value?.(document);
        return arrayFrom(array?.(document), operator, 40081).some((element) => compareValues(element, wanted) === 0);
      };
    }
    default:
      return comparison(operator, operand);
  }
}

const COMPARISONS: Readonly<Record<string, (difference: number) => boolean>> = {
  $eq: (difference) => difference === 0,
  $gt: (difference) => difference > 0,
  $gte: (difference) => difference >= 0,
  $lt: (difference) => difference < 0,
  $lte: (difference) => difference <= 0,
};

/** Other than in a filter, values of different types compare too, and a missing value is not null. */
function comparison(operator: string, operand: unknown): Expression {
  const [left, right] = argumentsOf(operator, operand, 2);
  const holds = COMPARISONS[operator];
  if (!holds) throw badValue(`${operator} is no expression`);
  return (document) => holds(compareValues(left?.(document), right?.(document)));
}

function condition(operand: unknown): Expression {
  let parts = operand;
  if (isDocument(operand)) {
    const { if: test, then, else: otherwise, ...more } = operand;
    if (Object.keys(more).length > 0) throw failedToParse(`$cond has no ${Object.keys(more).join(', ')}`);
    parts = [test, then, otherwise];
  }
  const [test, then, otherwise] = argumentsOf('$cond', parts, 3);
  return (document) => (isTrue(test?.(document)) ? then?.(document) : otherwise?.(document));
}

function isTrue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0;
}

function firstPresent(candidates: readonly Expression[]): Expression {
  return (document) => {
    let value: unknown;
    for (const candidate of candidates) {
      value = candidate(document);
      if (value !== null && value !== undefined) return value;
    }
    return value;
  };
}

function argumentsOf(operator: string, operand: unknown, least: number, most = least): Expression[] {
  if (!Array.isArray(operand) || operand.length < least || operand.length > most) {
    throw failedToParse(`${operator} takes ${least}${most === least ? '' : ' or more'} arguments`);
  }
  return operand.map((argument: unknown) => {
    if (argument === undefined) throw failedToParse(`${operator} lacks an argument`);
    return compileExpression(argument);
  });
}

function arrayFrom(value: unknown, operator: string, code: number): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new MongoFault(code, `Location${code}`, `${operator} needs an array, not ${kindOf(value)}`);
}
