import type { Chapter } from '../fold-chapter.js';
import { whenRegistered, without } from '../fold-chapter.js';

export const correctionFold: Chapter<'CorrectionProposed' | 'FactCorrected' | 'CorrectionRejected'> = {
  CorrectionProposed: whenRegistered<'CorrectionProposed'>(({ open }, { data, metadata }) => ({
    open: {
      ...open,
      corrections: {
        ...open.corrections,
        [data.proposalId]: { proposed: data, actorId: metadata.actorId, actorPerson: metadata.actorPerson },
      },
    },
  })),
  FactCorrected: whenRegistered<'FactCorrected'>(({ open }, { data }) => ({
    open: { ...open, corrections: without(open.corrections, data.proposalId) },
  })),
  CorrectionRejected: whenRegistered<'CorrectionRejected'>(({ open }, { data }) => ({
    open: { ...open, corrections: without(open.corrections, data.proposalId) },
  })),
};
