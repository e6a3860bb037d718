import { BSON } from 'mongodb';
import { ABSENT, foldKey, groupByKey } from '../../src/platform/projections/fold-facts.js';
import type { Standing } from '../../src/platform/projections/fold-facts.js';
import type { Projection, ViewDocument } from '../../src/platform/projections/projection.js';
import type { Recorded } from '../../src/platform/fact.js';
import { categoryOf } from '../../src/platform/fact.js';
import type { GivenFact } from './recorded.js';
import { recorded } from './recorded.js';

/** A document as a view's story tells it; where it stands in the log is checked by the runner's own tests. */
export type Told<D extends ViewDocument> = Omit<D, 'position'>;

/**
 * Given facts, then precisely these documents, in the order of `_id`. The facts are folded one after the other, then
 * again with every prefix delivered a second time, which must change nothing. Facts and documents are frozen, so that
 * a reducer that changes what it was given fails; documents are stored and loaded between two facts, as they are live.
 */
export function projectionSpec<D extends ViewDocument>(projection: Projection<D>) {
  return {
    given: (facts: readonly (GivenFact | Recorded)[]) => {
      const takes = factsOf(projection);
      const log = (facts.every(isRecorded) ? [...facts] : recorded(facts)).filter(takes);
      const documents = new Folding(projection).deliver(log).documents();
      return {
        documents,
        then: (expected: readonly Told<D>[]): void => {
          expect(documents.map(withoutPosition)).toEqual([...expected].sort(byId));
          for (let again = 1; again <= log.length; again++) {
            const repeated = new Folding(projection).deliver(log.slice(0, again)).deliver(log);
            expect({ deliveredTwice: again, documents: repeated.documents() }).toEqual({
              deliveredTwice: again,
              documents,
            });
          }
        },
      };
    },
  };
}

/** Folds facts one by one, without a runner; documents are stored and loaded in between. */
export class Folding<D extends ViewDocument> {
  private readonly standings = new Map<string, Standing>();
  private readonly takes: (fact: Recorded) => boolean;

  constructor(private readonly projection: Projection<D>) {
    this.takes = factsOf(projection);
  }

  deliver(facts: readonly Recorded[]): this {
    for (const fact of facts) {
      if (!this.takes(fact)) continue;
      const { groups, unreadable } = groupByKey(this.projection, [frozen(fact)]);
      if (unreadable) throw unreadable.error;
      for (const [key, group] of groups) this.fold(key, group);
    }
    return this;
  }

  documents(): D[] {
    const documents = [...this.standings.values()].flatMap(({ document }) => (document ? [document as D] : []));
    return documents.sort(byId);
  }

  private fold(key: string, facts: readonly Recorded[]): void {
    const { after, stuck } = foldKey(this.projection, key, this.standings.get(key) ?? ABSENT, facts);
    if (stuck) throw stuck.error;
    this.standings.set(key, { ...after, document: after.document && frozen(stored(after.document)) });
  }
}

/** The facts a projection is handed at all; a prefix of the log that ends elsewhere is no other prefix for it. */
function factsOf({
  types: taken,
  categories: from,
}: Pick<Projection<ViewDocument>, 'types' | 'categories'>): (fact: Recorded) => boolean {
  const types: ReadonlySet<string> = new Set(taken);
  const categories: ReadonlySet<string> = new Set(from);
  return (fact) => types.has(fact.type) && categories.has(categoryOf(fact.stream));
}

function stored<T extends object>(document: T): T {
  return BSON.deserialize(BSON.serialize(document, { ignoreUndefined: true })) as T;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return value instanceof Date ? value : Object.freeze(value);
}

function isRecorded(fact: GivenFact | Recorded): fact is Recorded {
  return 'position' in fact;
}

function withoutPosition<D extends ViewDocument>({ position: _, ...told }: D): Told<D> {
  return told;
}

function byId(a: { readonly _id?: unknown }, b: { readonly _id?: unknown }): number {
  return String(a._id) < String(b._id) ? -1 : 1;
}
