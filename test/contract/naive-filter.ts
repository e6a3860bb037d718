import type { Document } from 'mongodb';

/**
 * A plain reading of what a filter means, written apart from the server's to be compared with it: slow, without
 * indexes, for the values of the property test only (no arrays in arrays, ranges of scalars).
 */
export function matchesNaively(document: Document, filter: Document): boolean {
  return Object.entries(filter).every(([name, condition]) => {
    switch (name) {
      case '$and':
        return condition.every((each: Document) => matchesNaively(document, each));
      case '$or':
        return condition.some((each: Document) => matchesNaively(document, each));
      case '$nor':
        return !condition.some((each: Document) => matchesNaively(document, each));
      default:
        return satisfies(valuesAt(document, name.split('.')), condition);
    }
  });
}

/** What stands at a path: one value, or one of each document in an array on the way. */
function valuesAt(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (name === undefined) return [value];
  if (Array.isArray(value)) return value.filter(isPlain).flatMap((element) => valuesAt(element, [name, ...rest]));
  return valuesAt(isPlain(value) ? value[name] : undefined, rest);
}

function isPlain(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function satisfies(values: readonly unknown[], condition: unknown): boolean {
  const operators = isPlain(condition) && Object.keys(condition)[0]?.startsWith('$') ? condition : { $eq: condition };
  return Object.entries(operators).every(([operator, operand]) => holds(values, operator, operand));
}

function holds(values: readonly unknown[], operator: string, operand: unknown): boolean {
  const candidates = values.flatMap((value) => (Array.isArray(value) ? [...(value as unknown[]), value] : [value]));
  switch (operator) {
    case '$eq':
      return candidates.some((value) => equal(value, operand));
    case '$in':
      return (operand as unknown[]).some((each) => holds(values, '$eq', each));
    case '$all':
      return (operand as unknown[]).length > 0 && (operand as unknown[]).every((each) => holds(values, '$eq', each));
    case '$ne':
      return !holds(values, '$eq', operand);
    case '$nin':
      return !holds(values, '$in', operand);
    case '$not':
      return !satisfies(values, operand);
    case '$exists':
      return values.some((value) => value !== undefined) === operand;
    case '$size':
      return values.some((value) => Array.isArray(value) && value.length === operand);
    case '$elemMatch':
      return values.some((value) => Array.isArray(value) && value.some((element) => elementMatches(element, operand)));
    default:
      return candidates.some((value) => inRange(value, operator, operand));
  }
}

function elementMatches(element: unknown, operand: unknown): boolean {
  if (!isPlain(operand)) return false;
  if (Object.keys(operand)[0]?.startsWith('$')) return satisfies([element], operand);
  return isPlain(element) && matchesNaively(element, operand);
}

function inRange(value: unknown, operator: string, limit: unknown): boolean {
  const orEqual = operator === '$gte' || operator === '$lte';
  if (orEqual && equal(value, limit)) return true;
  if (kind(value) !== kind(limit) || kind(limit) === 'null') return false;
  const [a, b] = [comparable(value), comparable(limit)];
  return operator === '$gt' || operator === '$gte' ? a > b : a < b;
}

/** Dates and numbers by size; texts by the bytes of UTF-8, which in hexadecimal sort as they do. */
function comparable(value: unknown): number | string {
  return typeof value === 'string' ? Buffer.from(value).toString('hex') : Number(value);
}

function kind(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  return value instanceof Date ? 'date' : Array.isArray(value) ? 'array' : typeof value;
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(tagged(a)) === JSON.stringify(tagged(b));
}

/** JSON that tells apart what JSON does not. */
function tagged(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return { date: value.getTime() };
  if (typeof value === 'number') return { number: Number.isNaN(value) ? 'NaN' : value + 0 };
  if (Array.isArray(value)) return value.map(tagged);
  if (isPlain(value)) return { fields: Object.entries(value).map(([name, inner]) => [name, tagged(inner)]) };
  return value;
}
