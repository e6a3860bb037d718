import { epochDayOf } from '../../platform/calendar/epoch-day.js';
import type { LocalDate } from '../../platform/fact.js';

/** Somebody answers from `from`, that day included, up to the day before `until`. */
export interface Term {
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

/** How many days there are, both included; 0 when the last lies before the first. */
export function daysFromTo(first: LocalDate, last: LocalDate): number {
  return Math.max(0, epochDayOf(last) - epochDayOf(first) + 1);
}

/** Days from `first` to `last`, both included, at whose end at least one answered (A1); a day of two counts once. */
export function coveredDays(terms: readonly Term[], first: LocalDate, last: LocalDate): number {
  const end = epochDayOf(last) + 1;
  let counted = 0;
  let reached = epochDayOf(first);
  for (const { from, until } of [...terms].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const begins = Math.max(reached, epochDayOf(from));
    const ends = Math.min(end, until === undefined ? end : epochDayOf(until));
    if (ends <= begins) continue;
    counted += ends - begins;
    reached = ends;
  }
  return counted;
}
