import { applied } from '../application/application.fold.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { MeasuresFact } from './measures.events.js';

export const measuresFold: Chapter<MeasuresFact['type']> = {
  AidPlanProposed: whenKnown<'AidPlanProposed'>((_, { data }) => ({
    plannedKinds: data.answers.map(({ kind }) => kind),
  })),
  MeasureGranted: whenKnown<'MeasureGranted'>(
    (state, { data: { measureId, applicationId, kind, beneficiaries, money, period, from, validUntil } }) => ({
      ...applied(state, applicationId, () => ({ end: 'GRANTED' })),
      granted: {
        ...state.granted,
        [measureId]: { kind, beneficiaries, money, period, from, validUntil, paid: [], reductions: [] },
      },
    }),
  ),
  MeasureRefused: whenKnown<'MeasureRefused'>((state, { data }) =>
    applied(state, data.applicationId, () => ({ end: 'REFUSED' })),
  ),
  RefusalNotified: whenKnown<'RefusalNotified'>((state, { data: { applicationId } }) =>
    applicationId === undefined
      ? { ineligibilityNotified: true }
      : applied(state, applicationId, () => ({ refusalNotified: true })),
  ),
};
