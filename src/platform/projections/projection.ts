import type { Recorded } from '../fact.js';

/** A read-model document. `_id` and `position` belong to the runner; a fold returns the rest. */
export interface ViewDocument {
  readonly _id: string;
  /** Position of the last fact applied to this document. */
  readonly position: number;
}

export type Body<D extends ViewDocument> = D extends unknown ? Omit<D, '_id' | 'position'> : never;

export interface ViewIndex {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
}

/**
 * A reducer from facts to documents, pure: the same reducer serves live, rebuild, as-of replay and tests.
 * `keys` names the documents a fact reaches, from the fact alone; `fold` returns the new document body,
 * or undefined when the document ends. A fact delivered twice never reaches `fold` twice.
 */
export interface Projection<D extends ViewDocument = ViewDocument> {
  /** kebab-case; also the stem of the collection's name. */
  readonly name: string;
  /** Raise it when the documents change shape: the view is rebuilt at the next start. */
  readonly version: number;
  readonly categories: readonly string[];
  /** Fact types handled; others are skipped without a look. */
  readonly types: readonly string[];
  /** Those of them that also concern a township which their envelope does not name: it is asked, and decides nothing yet. */
  readonly abroad?: readonly string[];
  keys(fact: Recorded): readonly string[];
  fold(document: D | undefined, fact: Recorded, key: string): Body<D> | undefined;
  readonly indexes: readonly ViewIndex[];
}
