import type { Recorded } from '../../platform/fact.js';

/** A case as decisions know it. The fold is the aggregate's own, and no view has another. */
export abstract class CaseStatesPort {
  /** The state after each of the facts of one case, from its first on; throws UnknownFact for one nobody can fold. */
  abstract statesAfter(facts: readonly Recorded[]): readonly object[];
}
