import type { Recorded } from '../fact.js';
import { categoryOf } from '../fact.js';
import type { Projection } from './projection.js';

/**
 * Which projection wants which fact. The answer depends on category and type alone and is worked out once for each
 * pair; the types a projection passed over in its own categories are remembered, because a later release may want them.
 */
export class Routes {
  private readonly known = new Map<string, Map<string, readonly string[]>>();
  private readonly skipped = new Map<string, Set<string>>();

  constructor(private readonly projections: readonly Projection[]) {
    for (const projection of projections) this.skipped.set(projection.name, new Set());
  }

  /** Deals facts out to the projections that handle them, by name, in order. */
  deal(facts: readonly Recorded[]): Map<string, Recorded[]> {
    const hands = new Map<string, Recorded[]>();
    for (const fact of facts) {
      for (const name of this.wantedBy(fact)) {
        const hand = hands.get(name);
        if (hand) hand.push(fact);
        else hands.set(name, [fact]);
      }
    }
    return hands;
  }

  /** Types of a projection's categories seen so far by this process which it does not handle. */
  passedOver(name: string): ReadonlySet<string> {
    return this.skipped.get(name) ?? new Set();
  }

  private wantedBy(fact: Recorded): readonly string[] {
    const category = categoryOf(fact.stream);
    const byType = this.known.get(category) ?? new Map<string, readonly string[]>();
    if (byType.size === 0) this.known.set(category, byType);
    const known = byType.get(fact.type);
    if (known) return known;
    const wanted = this.ask(category, fact.type);
    byType.set(fact.type, wanted);
    return wanted;
  }

  private ask(category: string, type: string): readonly string[] {
    const concerned = this.projections.filter((projection) => projection.categories.includes(category));
    for (const projection of concerned) {
      if (!projection.types.includes(type)) this.skipped.get(projection.name)?.add(type);
    }
    return concerned.filter((projection) => projection.types.includes(type)).map((projection) => projection.name);
  }
}

export function categoriesOf(projections: readonly Projection[]): string[] {
  return [...new Set(projections.flatMap((projection) => projection.categories))];
}
