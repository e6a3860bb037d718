import type { Body, Projection, ViewDocument } from '../../src/platform/projections/projection.js';
import type { Recorded } from '../../src/platform/fact.js';

/** A small view for trying the runner: how often a household was visited, by whom, and whether it still is there. */
export interface VisitCount extends ViewDocument {
  readonly household: string;
  readonly visits: number;
  readonly last: string | null;
  readonly seen: Date;
}

export interface VisitCountOptions {
  readonly name?: string;
  readonly version?: number;
  readonly types?: readonly string[];
  readonly categories?: readonly string[];
  readonly indexes?: Projection['indexes'];
  /** Called before each fold; a test lets it throw where a reducer would break. */
  readonly before?: (fact: Recorded, key: string) => void;
  readonly keys?: (fact: Recorded) => readonly string[];
}

const TYPES = ['Registered', 'Visited', 'Left', 'Joined'];
const INDEXES: Projection['indexes'] = [
  { name: 'by_household', key: { household: 1 }, unique: true },
  { name: 'by_visits', key: { visits: -1, _id: 1 } },
];

export function visitCounts(options: VisitCountOptions = {}): Projection<VisitCount> {
  return {
    name: options.name ?? 'visit-counts',
    version: options.version ?? 1,
    categories: options.categories ?? ['household'],
    types: options.types ?? TYPES,
    indexes: options.indexes ?? INDEXES,
    keys:
      options.keys ?? ((fact) => (fact.type === 'Joined' ? [keyOf(fact), String(fact.data['with'])] : [keyOf(fact)])),
    fold(document, fact, key) {
      options.before?.(fact, key);
      return fold(document, fact, key);
    },
  };
}

function fold(document: VisitCount | undefined, fact: Recorded, key: string): Body<VisitCount> | undefined {
  switch (fact.type) {
    case 'Left':
      return undefined;
    case 'Registered':
      return { household: key, visits: 0, last: null, seen: new Date(fact.metadata.recordedAt) };
    default:
      return {
        household: key,
        visits: (document?.visits ?? 0) + 1,
        last: String(fact.data['by']),
        seen: new Date(fact.metadata.recordedAt),
      };
  }
}

export function keyOf(fact: Recorded): string {
  return fact.stream.slice(fact.stream.indexOf('-') + 1);
}
