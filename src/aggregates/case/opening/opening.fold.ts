import type { KnownCase } from '../case.js';
import { clocksAfter, noClocks } from '../clocks/case-clocks.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import { newCase } from '../new-case.js';
import { toldAfter } from '../told-facts.js';
import type { OpeningMemory } from './opening.js';
import type { OpeningFact } from './opening.events.js';

export const openingFold: Chapter<OpeningFact['type']> = {
  CaseOpened: whenKnown<'CaseOpened'>((state, { data: { caseNo, placeOfEmergency } }) => ({
    ...opened(state, {
      caseNo,
      ...(state.clue.urgent ? { urgency: 'URGENT' } : {}),
      householdRef: state.clue.householdRef,
    }),
    ...(placeOfEmergency === undefined ? {} : { villageCode: placeOfEmergency }),
  })),
  CaseOpenedFromRoster: (_, fact) => {
    const { townCode, villageCode, householdRef, caseNo } = fact.data;
    const begun = { clue: { householdRef }, timed: clocksAfter(noClocks, fact), facts: toldAfter([], fact) };
    return { ...newCase('OPEN', { townCode, villageCode }, begun), opening: { caseNo, householdRef } };
  },
  UrgencyAssessed: whenKnown<'UrgencyAssessed'>((state, { data }) => opened(state, { urgency: data.urgency })),
  CaseLinkedToHousehold: whenKnown<'CaseLinkedToHousehold'>((state, { data }) => opened(state, data)),
};

function opened(state: KnownCase, opening: Partial<OpeningMemory>): Partial<KnownCase> {
  return { opening: { ...state.opening, ...opening } };
}
