import fc from 'fast-check';
import type { Schema } from './api-document.js';
import { resolved } from './api-document.js';

const FIRST_DAY = Date.UTC(2026, 7, 1);
const DAY_MS = 86_400_000;
const made = new Map<Schema, fc.Arbitrary<unknown>>();

/** Values that fit a schema of the description; optional fields are there or not. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  let values = made.get(schema);
  if (!values) made.set(schema, (values = arbitraryOf(resolved(schema))));
  return values;
}

/** One value by its seed. */
export function valueOf(schema: Schema, seed: number): unknown {
  const [value] = fc.sample(valuesOf(schema), { numRuns: 1, seed });
  return value;
}

function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000_000 });
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}), { maxLength: Math.min(schema.maxItems ?? 4, 4) });
    case 'object':
      return fieldsOf(schema);
    default:
      return textOf(schema);
  }
}

function fieldsOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, field]) => [name, valuesOf(field)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required], noNullPrototype: true });
}

function textOf({ pattern, format, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  if (format === 'uuid') return fc.uuid();
  if (format === 'date') return days.map((at) => at.slice(0, 10));
  if (format === 'date-time') return days;
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 60) });
}

const days = fc
  .integer({ min: 0, max: 60 * 24 })
  .map((hour) => new Date(FIRST_DAY + (hour * DAY_MS) / 24).toISOString());
