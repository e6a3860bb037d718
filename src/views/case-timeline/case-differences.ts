import type { Recorded } from '../../platform/fact.js';
import type { StateField } from './state-fields.js';
import { fieldsOf } from './state-fields.js';

/** A field that says something else at the end than at the beginning, and the fact that changed it last. */
export interface ChangedField {
  /** RFC 6901, into the state of the case. */
  readonly pointer: string;
  readonly path: string;
  /** Null where the field was not there. */
  readonly before: string | null;
  readonly after: string | null;
  readonly fact: Recorded;
}

/**
 * What became another between two revisions of a case, in the order in which it last changed. `states[n]` is the state
 * after `facts[n]`; a revision of -1 is before the first fact. What changed and changed back is no difference.
 */
export function changedFields(
  facts: readonly Recorded[],
  states: readonly object[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly ChangedField[] {
  const before = at(states, from);
  const last = new Map<string, Recorded>();
  let standing = before;
  for (const fact of facts.slice(from + 1, to + 1)) {
    const next = at(states, fact.revision);
    for (const pointer of differing(standing, next)) last.set(pointer, fact);
    standing = next;
  }
  const changed = differing(before, standing).flatMap((pointer) => {
    const fact = last.get(pointer);
    const [was, is] = [before.get(pointer), standing.get(pointer)];
    const path = (is ?? was)?.path ?? pointer;
    return fact ? [{ pointer, path, before: was?.said ?? null, after: is?.said ?? null, fact }] : [];
  });
  return changed.sort((one, other) => one.fact.revision - other.fact.revision);
}

type Fields = ReadonlyMap<string, StateField>;

function at(states: readonly object[], revision: number): Fields {
  const state = states[revision];
  return state === undefined ? new Map() : fieldsOf(state);
}

/** What is new or other in the order of the later state, then what is gone in that of the earlier. */
function differing(before: Fields, after: Fields): readonly string[] {
  const changed = [...after].filter(([pointer, { value }]) => before.get(pointer)?.value !== value);
  const gone = [...before.keys()].filter((pointer) => !after.has(pointer));
  return [...changed.map(([pointer]) => pointer), ...gone];
}
