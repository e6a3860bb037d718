import type { Recorded } from '../fact.js';
import type { Projection, ViewDocument } from './projection.js';

/** What stands under a key: nothing, a document, or (`exists` without a document) the tombstone of one that ended. */
export interface Standing {
  readonly exists: boolean;
  readonly position: number;
  readonly document: ViewDocument | undefined;
}

export const ABSENT: Standing = { exists: false, position: 0, document: undefined };

export interface Folded {
  readonly after: Standing;
  /** The first fact that could not be folded, and those behind it; `after` is the state before it. */
  readonly stuck?: { readonly facts: readonly Recorded[]; readonly error: unknown };
}

/** Nobody can say which documents a fact reaches, so no document of the projection may go past it. */
export interface Unreadable {
  readonly fact: Recorded;
  readonly error: unknown;
}

/**
 * Folds facts, in order, onto what stands under one key. Facts at or below its position have been applied already and
 * are dropped. The new position is that of the last fact applied to *this* document: with any later one, facts that
 * are delivered again after a crash would be applied twice or not at all.
 */
export function foldKey(projection: Projection, key: string, before: Standing, facts: readonly Recorded[]): Folded {
  let after = before;
  for (const [index, fact] of facts.entries()) {
    if (fact.position <= after.position) continue;
    try {
      const body = projection.fold(after.document, fact, key);
      after = {
        exists: after.exists || body !== undefined,
        position: fact.position,
        document: body && { ...body, _id: key, position: fact.position },
      };
    } catch (error) {
      return { after, stuck: { facts: facts.slice(index), error } };
    }
  }
  return { after };
}

/** Facts by the documents they reach, in order; stops at a fact whose keys cannot be told. */
export function groupByKey(
  projection: Projection,
  facts: readonly Recorded[],
): { readonly groups: Map<string, Recorded[]>; readonly unreadable?: Unreadable } {
  const groups = new Map<string, Recorded[]>();
  for (const fact of facts) {
    try {
      for (const key of keysOf(projection, fact)) {
        const group = groups.get(key);
        if (group) group.push(fact);
        else groups.set(key, [fact]);
      }
    } catch (error) {
      return { groups, unreadable: { fact, error } };
    }
  }
  return { groups };
}

function keysOf(projection: Projection, fact: Recorded): Iterable<string> {
  const keys = projection.keys(fact);
  for (const key of keys) {
    if (typeof key !== 'string' || key === '' || key === '*') throw new TypeError('a key is a non-empty string');
  }
  return keys.length > 1 ? new Set(keys) : keys;
}

/**
 * Where a reducer broke: class of the error, function and line. Its message is left out, because a message may quote
 * the payload it stumbled over.
 */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not an Error';
  const frame = /\n\s+at (.+)/.exec(error.stack ?? '')?.[1] ?? 'unknown place';
  return `${error.constructor.name} at ${frame.replace(/\(?(?:[^\s()]*[/\\])([^\s()/\\]+)\)?$/, '($1)')}`;
}

/** Names a fact that cannot be read, without anything of its payload. */
export function describe(fact: Recorded, error: unknown): string {
  return `cannot read ${fact.type} at position ${fact.position} (${fact.stream}@${fact.revision}): ${placeOf(error)}`;
}
