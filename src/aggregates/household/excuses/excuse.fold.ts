import type { Chapter } from '../fold-chapter.js';
import { without } from '../../../platform/change/entry-of.js';
import { whenRegistered } from '../fold-chapter.js';

export const excuseFold: Chapter<'ExcuseProposed' | 'MonthlyVisitExcused' | 'ExcuseRejected'> = {
  ExcuseProposed: whenRegistered<'ExcuseProposed'>(({ open }, { data, metadata }) => ({
    open: {
      ...open,
      excuses: {
        ...open.excuses,
        [data.proposalId]: { proposed: data, actorId: metadata.actorId, actorPerson: metadata.actorPerson },
      },
    },
  })),
  MonthlyVisitExcused: whenRegistered<'MonthlyVisitExcused'>(({ open, excusedMonths }, { data }) => ({
    open: data.ground.kind === 'APPROVED' ? { ...open, excuses: without(open.excuses, data.ground.proposalId) } : open,
    excusedMonths: [...excusedMonths, data.month],
  })),
  ExcuseRejected: whenRegistered<'ExcuseRejected'>(({ open }, { data }) => ({
    open: { ...open, excuses: without(open.excuses, data.proposalId) },
  })),
};
