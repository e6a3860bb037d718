import { addDays } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';

/** Days of one insurance, both included. */
export interface InsuredTerm {
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate;
}

export interface Cover {
  readonly state: 'INSURED' | 'EXPIRING' | 'EXPIRED' | 'NEVER';
  /** Last day of the unbroken cover he has, or had; null before his first. */
  readonly until: LocalDate | null;
}

/**
 * How he is covered on a day; policies that follow one another without a gap are one cover, which is about to expire
 * when it ends within `soon` days (parameter INSURANCE-SOON).
 */
export function coverOn(terms: readonly InsuredTerm[], today: LocalDate, soon: number): Cover {
  const until = unbrokenFrom(terms, today);
  if (until !== undefined) return { state: until <= addDays(today, soon) ? 'EXPIRING' : 'INSURED', until };
  const past = terms.map(({ validUntil }) => validUntil).filter((end) => end < today);
  const last = past.sort().at(-1);
  return last === undefined ? { state: 'NEVER', until: null } : { state: 'EXPIRED', until: last };
}

function unbrokenFrom(terms: readonly InsuredTerm[], day: LocalDate): LocalDate | undefined {
  let until: LocalDate | undefined;
  for (let next = day; ; next = addDays(until, 1)) {
    const ends = terms.filter(({ validFrom, validUntil }) => validFrom <= next && next <= validUntil);
    const furthest = ends
      .map(({ validUntil }) => validUntil)
      .sort()
      .at(-1);
    if (furthest === undefined) return until;
    until = furthest;
  }
}
