import type { Aggregate } from '../../platform/change/aggregate.js';
import { NotFound } from '../../platform/change/refusals.js';
import type { Instant } from '../../platform/fact.js';
import type { FilingFact } from './filing.events.js';

/** Nothing was ever submitted; overdue, the township is known all the same. */
export interface NoFiling {
  readonly status: 'none';
  readonly townCode?: string;
  readonly overdue: boolean;
}

export interface MadeFiling {
  readonly status: 'submitted' | 'returned' | 'accepted';
  readonly townCode: string;
  /** Of the last submission. */
  readonly submittedAt: Instant;
  /** True once its breach was written. */
  readonly overdue: boolean;
}

export type Filing = NoFiling | MadeFiling;

export const filing: Aggregate<Filing, FilingFact> = {
  category: 'filing',
  ids: /^\d{4}_\d{9}_A[34]$/,
  initial: { status: 'none', overdue: false },
  fold: {
    FilingSubmitted: ({ overdue }, { data: { townCode }, metadata: { recordedAt } }) => ({
      status: 'submitted',
      townCode,
      submittedAt: recordedAt,
      overdue,
    }),
    FilingReturned: (state) => (state.status === 'none' ? state : { ...state, status: 'returned' }),
    FilingAccepted: (state) => (state.status === 'none' ? state : { ...state, status: 'accepted' }),
    FilingOverdue: (state, { data: { townCode } }) => ({ ...state, townCode, overdue: true }),
  },
  exists: ({ townCode }) => townCode !== undefined,
  unitOf: ({ townCode }) => (townCode === undefined ? {} : { townCode }),
};

export function made(state: Filing): MadeFiling {
  if (state.status === 'none') throw new NotFound('没有这次备案');
  return state;
}

/** Id part of the stream: one for each year, township and roster. */
export function filingIdOf({ year, townCode, annex }: { year: string; townCode: string; annex: string }): string {
  return `${year}_${townCode}_${annex}`;
}
