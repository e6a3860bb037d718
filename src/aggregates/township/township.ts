import type { Aggregate } from '../../platform/change/aggregate.js';
import { yearOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import type { TownshipFact } from './township.events.js';

/** What decisions remember of a township's year. */
export interface Township {
  /** Unknown before the year's first fact. */
  readonly townCode?: string;
}

export const township: Aggregate<Township, TownshipFact> = {
  category: 'township',
  ids: /^\d{9}_\d{4}$/,
  initial: {},
  fold: {
    PublicityActRecorded: (state, { data: { townCode } }) => ({ ...state, townCode }),
  },
  exists: (state) => state.townCode !== undefined,
  unitOf: ({ townCode }) => (townCode === undefined ? {} : { townCode }),
};

/** Id part of the stream that a township's fact of that day belongs to. */
export function townshipIdOf(townCode: string, on: LocalDate): string {
  return `${townCode}_${yearOf(on)}`;
}
