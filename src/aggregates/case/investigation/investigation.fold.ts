import { localDateOf } from '../../../platform/calendar/local-date.js';
import type { KnownCase } from '../case.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { InvestigationMemory } from './investigation.js';
import type { InvestigationFact } from './investigation.events.js';

export const investigationFold: Chapter<InvestigationFact['type']> = {
  HomeVisitMade: whenKnown<'HomeVisitMade'>((state, { data: { visitId, whoSeen, proxy, withBureau } }) =>
    found(state, ({ visitIds, personSeen, proxySeen, bureauSaw }) => ({
      visitIds: [...visitIds, visitId],
      personSeen: personSeen || whoSeen.length > 0,
      proxySeen: proxySeen || proxy !== undefined,
      bureauSaw: bureauSaw || withBureau === true,
    })),
  ),
  HomeVisitFailed: whenKnown<'HomeVisitFailed'>((state, { data: { visitId }, metadata }) =>
    found(state, ({ visitIds, failedOn }) => ({
      visitIds: [...visitIds, visitId],
      failedOn: together(failedOn, localDateOf(metadata.occurredAt)),
    })),
  ),
  FactsEstablished: whenKnown<'FactsEstablished'>((state, { data }) =>
    found(state, ({ sections }) => ({ sections: together(sections, data.section) })),
  ),
  NeedsAssessed: whenKnown<'NeedsAssessed'>((state, { data: { needs, monitoringEligible } }) =>
    found(state, () => ({ needs, monitoringEligible })),
  ),
  ProblemIdentified: whenKnown<'ProblemIdentified'>((state, { data: { problemId, need } }) =>
    found(state, ({ problems }) => ({ problems: { ...problems, [problemId]: need } })),
  ),
  CountermeasureProposed: whenKnown<'CountermeasureProposed'>((state, { data }) =>
    found(state, ({ countered }) => ({ countered: together(countered, data.problemId) })),
  ),
  SelfCareAssessed: whenKnown<'SelfCareAssessed'>(({ care }, { data: { memberId, level } }) => ({
    care: { ...care, levels: { ...care.levels, [memberId]: level } },
  })),
  InvestigationCompleted: whenKnown<'InvestigationCompleted'>((state, { data }) =>
    found(state, () => ({ result: data.result })),
  ),
  IneligibilityRecorded: whenKnown<'IneligibilityRecorded'>(
    (_, { data: { hasRealDifficulty, reasonCodes, ruleVersion } }) => ({
      ineligible: { reasonCodes, ruleVersion, hasRealDifficulty },
    }),
  ),
};

function found(
  state: KnownCase,
  more: (before: InvestigationMemory) => Partial<InvestigationMemory>,
): Partial<KnownCase> {
  return { investigation: { ...state.investigation, ...more(state.investigation) } };
}

function together(known: readonly string[], one: string): readonly string[] {
  return [...new Set([...known, one])];
}
