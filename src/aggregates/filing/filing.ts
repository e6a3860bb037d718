import type { Aggregate } from '../../platform/change/aggregate.js';
import { NotFound } from '../../platform/change/refusals.js';
import type { FilingFact } from './filing.events.js';

export interface NoFiling {
  readonly status: 'none';
}

export interface MadeFiling {
  readonly status: 'submitted' | 'returned' | 'accepted';
  readonly townCode: string;
}

export type Filing = NoFiling | MadeFiling;

export const filing: Aggregate<Filing, FilingFact> = {
  category: 'filing',
  ids: /^\d{4}_\d{9}_A[34]$/,
  initial: { status: 'none' },
  fold: {
    FilingSubmitted: (_, { data: { townCode } }) => ({ status: 'submitted', townCode }),
    FilingReturned: (state) => (state.status === 'none' ? state : { ...state, status: 'returned' }),
    FilingAccepted: (state) => (state.status === 'none' ? state : { ...state, status: 'accepted' }),
  },
  exists: (state) => state.status !== 'none',
  unitOf: (state) => (state.status === 'none' ? {} : { townCode: state.townCode }),
};

export function made(state: Filing): MadeFiling {
  if (state.status === 'none') throw new NotFound('没有这次备案');
  return state;
}

/** Id part of the stream: one for each year, township and roster. */
export function filingIdOf({ year, townCode, annex }: { year: string; townCode: string; annex: string }): string {
  return `${year}_${townCode}_${annex}`;
}
