import type { Fact, Recorded } from '../fact.js';
import { UnreadableFact } from '../rule-broken.js';
import { entryOf } from './entry-of.js';

/** The data of a fact as one version wrote it, told as the next version would have: pure, and total on all it wrote. */
export type Upcast = (data: never) => object;

/** By fact type: the step from version 1 to 2, from 2 to 3 … A type without a line is still in its first version. */
export type UpcastChains = Readonly<Record<string, readonly Upcast[] | undefined>>;

/** The chains of one aggregate; the last step of each tells the data as the fact's type has it today. */
export type Upcasts<F extends Fact> = {
  readonly [Type in F['type']]?: readonly [...Upcast[], (data: never) => Extract<F, { type: Type }>['data']];
};

/** The version in which a type is written now: one more than there are steps towards it. */
export function schemaVersionOf(type: string, chains: UpcastChains = {}): string {
  return String(stepsOf(type, chains).length + 1);
}

/** What says in which version a fact stands in the log. */
export interface Versioned {
  readonly type: string;
  readonly metadata: { readonly schemaVersion: string };
}

export function isKnownVersion({ type, metadata }: Versioned, chains: UpcastChains = {}): boolean {
  const version = Number(metadata.schemaVersion);
  return Number.isInteger(version) && version >= 1 && version <= stepsOf(type, chains).length + 1;
}

/**
 * The fact as this release would have written it; a newer one as a type nobody handles, `Type(v3)`, so that whoever
 * decides refuses and whoever answers passes it over. Throws `UnreadableFact` when an older one is not of its shape.
 */
export function inCurrentVersion(fact: Recorded, chains: UpcastChains = {}): Recorded {
  const { type, metadata } = fact;
  const current = schemaVersionOf(type, chains);
  if (metadata.schemaVersion === current) return fact;
  if (!isKnownVersion(fact, chains)) return { ...fact, type: labelOf(fact) };
  const missing = stepsOf(type, chains).slice(Number(metadata.schemaVersion) - 1);
  try {
    const data = missing.reduce<object>((older, step) => step(older as never), fact.data);
    return { ...fact, data: data as Recorded['data'], metadata: { ...metadata, schemaVersion: current } };
  } catch (error) {
    throw new UnreadableFact(type, fact.stream, fact.revision, error);
  }
}

/** `HeadChanged(v2)`: a type with the version in which it stands in the log. */
export function labelOf({ type, metadata }: Versioned): string {
  const version = `(v${metadata.schemaVersion})`;
  return type.endsWith(version) ? type : type + version;
}

/** The type in a label. */
export function typeIn(label: string): string {
  return label.replace(/\(v[^()]*\)$/, '');
}

function stepsOf(type: string, chains: UpcastChains): readonly Upcast[] {
  return entryOf(chains, type) ?? [];
}
