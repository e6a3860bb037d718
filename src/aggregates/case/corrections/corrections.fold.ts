import type { CorrectedFields } from '../../../platform/change/correction.js';
import { entryOf, without } from '../../../platform/change/entry-of.js';
import type { KnownCase } from '../case.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { CorrectionsFact, FactCorrected } from './corrections.events.js';

export const correctionsFold: Chapter<CorrectionsFact['type']> = {
  CorrectionProposed: whenKnown<'CorrectionProposed'>(
    ({ corrections }, { data, metadata: { actorId, actorPerson } }) => ({
      corrections: { ...corrections, [data.proposalId]: { proposed: data, actorId, actorPerson } },
    }),
  ),
  FactCorrected: whenKnown<'FactCorrected'>((state, { data }) => ({
    ...rightened(state, data),
    facts: state.facts.map((fact) => (fact.id === data.corrects ? { ...fact, ...dayIn(data.corrected) } : fact)),
    corrections: without(state.corrections, data.proposalId),
  })),
  CorrectionRejected: whenKnown<'CorrectionRejected'>(({ corrections }, { data }) => ({
    corrections: without(corrections, data.proposalId),
  })),
};

/** What decisions remember of a field that can be corrected; most of them no decision asks for. */
function rightened(
  state: KnownCase,
  { correctsType, about = '', corrected }: FactCorrected['data'],
): Partial<KnownCase> {
  const { investigation, ineligible, referrals, granted } = state;
  const { need, reasonCodes, outcome, on, money, from } = corrected;
  switch (correctsType) {
    case 'ProblemIdentified':
      return typeof need === 'string' && entryOf(investigation.problems, about) !== undefined
        ? { investigation: { ...investigation, problems: { ...investigation.problems, [about]: need } } }
        : {};
    case 'IneligibilityRecorded':
      return ineligible && reasonCodes !== undefined
        ? { ineligible: { ...ineligible, reasonCodes: words(reasonCodes) } }
        : {};
    case 'ReferralOutcomeReported': {
      const referral = entryOf(referrals, about);
      return referral && typeof outcome === 'string'
        ? { referrals: { ...referrals, [about]: { ...referral, outcome } } }
        : {};
    }
    case 'MeasureGranted': {
      const measure = entryOf(granted, about);
      const right = {
        ...(typeof money === 'number' ? { money } : {}),
        ...(typeof from === 'string' ? { from } : {}),
      };
      return measure ? { granted: { ...granted, [about]: { ...measure, ...right } } } : {};
    }
    case 'HearingHeld': {
      const measure = entryOf(granted, about);
      return measure && typeof on === 'string' ? { granted: { ...granted, [about]: { ...measure, heardOn: on } } } : {};
    }
    default:
      return {};
  }
}

function dayIn({ on }: CorrectedFields): { readonly on?: string } {
  return typeof on === 'string' ? { on } : {};
}

function words(value: CorrectedFields[string]): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
