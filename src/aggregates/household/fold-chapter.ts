import type { Recorded } from '../../platform/fact.js';
import type { Household, RegisteredHousehold } from './household.js';
import type { HouseholdFact } from './household.events.js';

type Facts<Type extends HouseholdFact['type']> = Recorded<Extract<HouseholdFact, { type: Type }>>;

/** The part of the fold that belongs to one chapter of a household's life. */
export type Chapter<Type extends HouseholdFact['type']> = {
  readonly [T in Type]: (state: Household, fact: Facts<T>) => Household;
};

/** A step that only a registered household takes; the fact is remembered as one that a correction may name. */
export function whenRegistered<Type extends HouseholdFact['type']>(
  step: (state: RegisteredHousehold, fact: Facts<Type>) => Partial<RegisteredHousehold>,
): (state: Household, fact: Facts<Type>) => Household {
  return (state, fact) => {
    if (state.status !== 'registered') return state;
    return { ...state, ...step(state, fact), factTypes: { ...state.factTypes, [fact.id]: fact.type } };
  };
}
