import type { RuleBroken } from '../../../platform/rule-broken.js';

/** The same for the household that this one has ended in (F01): what is said of it is said of that one now. */
export function inSurvivor(commandOf: (householdId: string) => object): (refused: RuleBroken) => object | undefined {
  return ({ rule, facts: { householdId } }) =>
    rule === 'household-merged' && householdId !== undefined ? commandOf(householdId) : undefined;
}
