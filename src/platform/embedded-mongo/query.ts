import { LOGICAL_OPERATORS, assertQueryOperator } from './allow-list.js';
import type { Test } from './conditions.js';
import { conditionOn } from './conditions.js';
import { badValue } from './errors.js';
import { isDocument, keyOf } from './values.js';

/** A compiled filter. */
export interface Query {
  readonly test: Test;
  /**
   * What the planner may look up: for a field, the keys (`keyOf`) of the values one of which every match has there.
   * Other conditions may hold besides.
   */
  readonly equalities: ReadonlyMap<string, readonly string[]>;
  /** Top-level fields the test looks at. */
  readonly names: ReadonlySet<string>;
}

/** Compiles a filter. Throws for anything outside the allow-list, whether or not there are documents to test. */
export function compileQuery(filter: unknown): Query {
  const equalities = new Map<string, readonly string[]>();
  const names = new Set<string>();
  return { test: compileFilter(filter, names, equalities), equalities, names };
}

/** `names` are gathered of the whole document only, `equalities` only where every condition must hold. */
function compileFilter(filter: unknown, names?: Set<string>, equalities?: Map<string, readonly string[]>): Test {
  if (!isDocument(filter)) throw badValue('a filter must be a document');
  const tests: Test[] = [];
  for (const [name, condition] of Object.entries(filter)) {
    if (name.startsWith('$')) {
      tests.push(logical(name, condition, names, equalities));
    } else {
      names?.add(name.split('.')[0] ?? name);
      tests.push(conditionOn(name, condition, (inner) => compileFilter(inner)));
      if (equalities) noteEquality(equalities, name, condition);
    }
  }
  return allOf(tests);
}

function logical(
  operator: string,
  operand: unknown,
  names?: Set<string>,
  equalities?: Map<string, readonly string[]>,
): Test {
  assertQueryOperator(operator);
  if (!LOGICAL_OPERATORS.has(operator)) throw badValue(`${operator} must stand behind a field`);
  if (!Array.isArray(operand) || operand.length === 0) throw badValue(`${operator} must be a nonempty array`);
  const inner = operator === '$and' ? equalities : undefined;
  const tests = operand.map((filter) => compileFilter(filter, names, inner));
  if (operator === '$and') return allOf(tests);
  const any: Test = (document) => tests.some((test) => test(document));
  return operator === '$or' ? any : (document) => !any(document);
}

function allOf(tests: readonly Test[]): Test {
  const [first, second] = tests;
  if (!first) return () => true;
  if (!second) return first;
  if (tests.length === 2) return (document) => first(document) && second(document);
  return (document) => tests.every((test) => test(document));
}

/** The rarer of two equalities on one field is kept. */
function noteEquality(equalities: Map<string, readonly string[]>, name: string, condition: unknown): void {
  const keys = equalityKeys(condition);
  const before = equalities.get(name);
  if (keys && (!before || keys.length < before.length)) equalities.set(name, keys);
}

function equalityKeys(condition: unknown): readonly string[] | undefined {
  if (!isDocument(condition) || !Object.keys(condition)[0]?.startsWith('$')) return [keyOf(condition)];
  if ('$eq' in condition) return [keyOf(condition.$eq)];
  const { $in: list } = condition;
  return Array.isArray(list) ? [...new Set(list.map(keyOf))] : undefined;
}
