import type { Recorded } from '../../platform/fact.js';
import type { CaseFile, KnownCase } from './case.js';
import type { CaseFact } from './case.events.js';
import { statusAfter } from './case-status.js';
import { clocksAfter } from './clocks/case-clocks.js';
import { toldAfter } from './told-facts.js';

type Facts<Type extends CaseFact['type']> = Recorded<Extract<CaseFact, { type: Type }>>;

/** The part of the fold that belongs to one chapter of a case's life. */
export type Chapter<Type extends CaseFact['type']> = {
  readonly [T in Type]: (state: CaseFile, fact: Facts<T>) => CaseFile;
};

/**
 * A step that only a case which has begun takes; where it stands afterwards is `statusAfter`'s word, what is timed
 * `clocksAfter`'s. The fact is remembered as one that a correction may name.
 */
export function whenKnown<Type extends CaseFact['type']>(
  step: (state: KnownCase, fact: Facts<Type>) => Partial<KnownCase>,
): (state: CaseFile, fact: Facts<Type>) => CaseFile {
  return (state, fact) => {
    if (state.status === 'UNKNOWN') return state;
    const timed = clocksAfter(state.timed, fact);
    const { facts, ...changed } = step(state, fact);
    const status = statusAfter(state.status, fact) ?? state.status;
    return { ...state, ...changed, status, timed, facts: toldAfter(facts ?? state.facts, fact) };
  };
}
