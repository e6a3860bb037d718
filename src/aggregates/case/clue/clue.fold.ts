import type { KnownCase } from '../case.js';
import { clocksAfter, noClocks } from '../clocks/case-clocks.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import { newCase } from '../new-case.js';
import { toldAfter } from '../told-facts.js';
import type { ClueMemory } from './clue.js';
import type { ClueFact } from './clue.events.js';

export const clueFold: Chapter<ClueFact['type']> = {
  HotlineCallReceived: (_, fact) => {
    const { townCode, callAt } = fact.data;
    const begun = { clue: { callAt }, timed: clocksAfter(noClocks, fact), facts: toldAfter([], fact) };
    return newCase('CALL_LOGGED', { townCode }, begun);
  },
  FirstResponseMade: whenKnown<'FirstResponseMade'>((state, { data, metadata }) =>
    known(state, { respondedAt: metadata.occurredAt, helpNeeded: data.helpNeeded }),
  ),
  ClueReported: (state, fact) => {
    const { townCode, villageCode, knownAt, urgencyHint, householdRef } = fact.data;
    const before = state.status === 'UNKNOWN' ? { clue: {}, timed: noClocks, facts: [] } : state;
    return newCase(
      'REPORTED',
      { townCode, villageCode },
      {
        clue: { ...before.clue, knownAt, urgent: urgencyHint === 'URGENT', householdRef },
        timed: clocksAfter(before.timed, fact),
        facts: toldAfter(before.facts, fact),
      },
    );
  },
  ClueEndorsed: whenKnown<'ClueEndorsed'>((state, { data }) => known(state, { endorsedBy: data.endorser })),
  ClueVerified: whenKnown<'ClueVerified'>((state, { data }) => known(state, { verified: data.result })),
  ClueRejected: whenKnown<'ClueRejected'>(() => ({})),
  ClueMarkedDuplicate: whenKnown<'ClueMarkedDuplicate'>(() => ({})),
};

function known(state: KnownCase, clue: Partial<ClueMemory>): Partial<KnownCase> {
  return { clue: { ...state.clue, ...clue } };
}
