import { without } from '../../../platform/change/entry-of.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import { newInvestigation } from '../investigation/investigation.js';
import type { ClosingFact } from './closing.events.js';

export const closingFold: Chapter<ClosingFact['type']> = {
  CaseClosedWithoutNeed: whenKnown<'CaseClosedWithoutNeed'>(() => ({})),
  CaseClassified: whenKnown<'CaseClassified'>(() => ({})),
  CaseArchived: whenKnown<'CaseArchived'>(() => ({})),
  ReopenProposed: whenKnown<'ReopenProposed'>(({ reopenings }, { data, metadata: { actorId, actorPerson } }) => ({
    reopenings: { ...reopenings, [data.proposalId]: { proposed: data, actorId, actorPerson } },
  })),
  // The inquiry begins anew: nobody passes by having been seen before. What was granted stands.
  CaseReopened: whenKnown<'CaseReopened'>(() => ({
    investigation: newInvestigation,
    ineligible: undefined,
    ineligibilityNotified: undefined,
    plannedKinds: [],
    reopenings: {},
  })),
  ReopenRejected: whenKnown<'ReopenRejected'>(({ reopenings }, { data }) => ({
    reopenings: without(reopenings, data.proposalId),
  })),
};
