import type { Chapter } from '../fold-chapter.js';
import { without } from '../../../platform/change/entry-of.js';
import { whenRegistered } from '../fold-chapter.js';

export const visitFold: Chapter<
  | 'PatrolVisitRecorded'
  | 'PatrolVisitAttempted'
  | 'VisitCorrectionProposed'
  | 'PatrolVisitCorrected'
  | 'VisitCorrectionRejected'
  | 'MonthlyVisitMissed'
> = {
  PatrolVisitRecorded: whenRegistered<'PatrolVisitRecorded'>((state, { data, metadata }) => ({
    visits: [
      ...state.visits,
      { ...written(metadata), visitId: data.visitId, whoSeen: data.whoSeen, kind: 'visit', mode: data.mode },
    ],
  })),
  PatrolVisitAttempted: whenRegistered<'PatrolVisitAttempted'>((state, { data, metadata }) => ({
    visits: [
      ...state.visits,
      { ...written(metadata), visitId: data.visitId, whoSeen: [], kind: 'attempt', mode: data.mode },
    ],
  })),
  VisitCorrectionProposed: whenRegistered<'VisitCorrectionProposed'>(({ open }, { data, metadata }) => ({
    open: {
      ...open,
      visitCorrections: {
        ...open.visitCorrections,
        [data.proposalId]: { proposed: data, actorId: metadata.actorId, actorPerson: metadata.actorPerson },
      },
    },
  })),
  PatrolVisitCorrected: whenRegistered<'PatrolVisitCorrected'>(({ open, visits }, { data }) => ({
    open: { ...open, visitCorrections: without(open.visitCorrections, data.proposalId) },
    visits: visits.map((visit) =>
      visit.visitId === data.correctsVisitId
        ? {
            ...visit,
            occurredAt: data.corrected.visitedAt ?? visit.occurredAt,
            whoSeen: data.corrected.whoSeen ?? visit.whoSeen,
            mode: data.corrected.mode ?? visit.mode,
          }
        : visit,
    ),
  })),
  VisitCorrectionRejected: whenRegistered<'VisitCorrectionRejected'>(({ open }, { data }) => ({
    open: { ...open, visitCorrections: without(open.visitCorrections, data.proposalId) },
  })),
  MonthlyVisitMissed: whenRegistered<'MonthlyVisitMissed'>((state, { data }) => ({
    missedMonths: [...state.missedMonths, data.month],
  })),
};

function written(metadata: { occurredAt: string; recordedAt: string; actorId: string; actorRole: string }) {
  return {
    occurredAt: metadata.occurredAt,
    recordedAt: metadata.recordedAt,
    author: metadata.actorId,
    authorRole: metadata.actorRole,
  };
}
