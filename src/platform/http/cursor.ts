import { problem } from './problem.js';
import { Refusal } from './refusal.js';

/** Sort values of the last row of a page, so that the next page starts after it whatever was written meanwhile. */
export type CursorValues = readonly (string | number | null)[];

export const PAGE_LIMIT = 200;
export const PAGE_DEFAULT = 50;

/** Opaque to the caller. Bound to the list and its filters: a cursor of another list is refused. */
export function encodeCursor(list: string, values: CursorValues): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString('base64url');
}

export function decodeCursor(list: string, cursor: string, length: number): CursorValues {
  const values = parsed(cursor);
  const [name, ...rest] = values;
  const fits = rest.every((value) => value === null || typeof value === 'string' || typeof value === 'number');
  if (name !== list || rest.length !== length || !fits) {
    throw new Refusal(
      problem(422, 'cursor', '翻页标记无效，请从第一页重新开始', {
        errors: [{ pointer: '#/query/cursor', detail: '翻页标记无效' }],
      }),
    );
  }
  return rest;
}

function parsed(cursor: string): readonly unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}

/** A Mongo filter for "after these sort values", ascending or descending by key; the last key is unique. */
export function after(sort: readonly (readonly [string, 1 | -1])[], values: CursorValues): Record<string, unknown> {
  return {
    $or: sort.map(([field, direction], index) => ({
      ...Object.fromEntries(sort.slice(0, index).map(([earlier], at) => [earlier, values[at]])),
      [field]: { [direction === 1 ? '$gt' : '$lt']: values[index] },
    })),
  };
}
