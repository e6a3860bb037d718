import { assertAccumulator } from './allow-list.js';
import { failedToParse } from './errors.js';
import type { Expression } from './expressions.js';
import { compileExpression } from './expressions.js';
import { compareValues, isDocument, keyOf } from './values.js';

/** What has been gathered in one group for one output field. */
export interface Gathered {
  add(value: unknown): void;
  result(): unknown;
}

export interface Accumulator {
  readonly input: Expression;
  begin(): Gathered;
}

/** Compiles `{ $sum: … }` and its like. */
export function compileAccumulator(field: string, specification: unknown): Accumulator {
  if (!isDocument(specification)) throw failedToParse(`the field '${field}' of $group needs an accumulator`);
  const [operator, more] = Object.keys(specification);
  if (operator === undefined || more !== undefined) throw failedToParse(`'${field}' needs exactly one accumulator`);
  assertAccumulator(operator);
  return { input: compileExpression(specification[operator]), begin: () => begin(operator) };
}

function begin(operator: string): Gathered {
  switch (operator) {
    case '$sum':
      return sum();
    case '$min':
      return extreme(-1);
    case '$max':
      return extreme(1);
    case '$first':
      return end('first');
    case '$last':
      return end('last');
    case '$push':
      return list(() => true);
    case '$addToSet': {
      const keys = new Set<string>();
      return list((value) => !keys.has(keyOf(value)) && Boolean(keys.add(keyOf(value))));
    }
    default:
      throw failedToParse(`${operator} is no accumulator`);
  }
}

/** Anything but a number counts as nothing. */
function sum(): Gathered {
  let total = 0;
  return {
    add: (value) => {
      if (typeof value === 'number') total += value;
    },
    result: () => total,
  };
}

function extreme(sign: 1 | -1): Gathered {
  let best: unknown;
  return {
    add: (value) => {
      if (value === null || value === undefined) return;
      if (best === undefined || compareValues(value, best) * sign > 0) best = value;
    },
    result: () => best ?? null,
  };
}

function end(which: 'first' | 'last'): Gathered {
  let seen = false;
  let kept: unknown;
  return {
    add: (value) => {
      if (seen && which === 'first') return;
      seen = true;
      kept = value;
    },
    result: () => kept ?? null,
  };
}

/** Missing values are left out. */
function list(wanted: (value: unknown) => boolean): Gathered {
  const values: unknown[] = [];
  return {
    add: (value) => {
      if (value !== undefined && wanted(value)) values.push(value);
    },
    result: () => values,
  };
}
