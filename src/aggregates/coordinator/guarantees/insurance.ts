import { addDays } from '../../../platform/calendar/local-date.js';
import type { LocalDate } from '../../../platform/fact.js';

/** Days of one insurance, both included. */
export interface InsuredDays {
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate;
}

/** Last days after which nothing covers the next day: where cover was lost, once however many policies end together. */
export function endsOfCover(insurances: readonly InsuredDays[]): readonly LocalDate[] {
  const ends = new Set(insurances.map(({ validUntil }) => validUntil));
  return [...ends].filter((end) => {
    const next = addDays(end, 1);
    return !insurances.some(({ validFrom, validUntil }) => validFrom <= next && next <= validUntil);
  });
}
