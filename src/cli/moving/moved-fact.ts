import type { JsonObject, Recorded } from '../../platform/fact.js';

/** A fact as stored, without its position: every store counts positions its own way, all else travels. */
export type MovedFact = Omit<Recorded, 'position'>;

/**
 * The one line of a fact: these six members in this order, data and metadata as stored (never upcast). Equal lines are
 * equal facts to the byte, in whatever store they stand.
 */
export function lineOf({ stream, revision, id, type, data, metadata }: MovedFact): string {
  return JSON.stringify({ stream, revision, id, type, data, metadata });
}

/** The fact of a line, undefined when the line is no fact or not written as `lineOf` writes it. */
export function factIn(line: string): MovedFact | undefined {
  const value = jsonIn(line);
  return isFact(value) && lineOf(value) === line ? value : undefined;
}

/** Undefined for what is no JSON. */
export function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFact(value: unknown): value is MovedFact {
  if (!isObject(value)) return false;
  const { stream, revision, id, type, data, metadata } = value;
  return (
    [stream, id, type].every((text) => typeof text === 'string') &&
    Number.isSafeInteger(revision) &&
    isObject(data) &&
    isObject(metadata)
  );
}
