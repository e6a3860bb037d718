import { addDays, nextMonth } from '../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../platform/fact.js';
import { dayOf } from './demo-calls.js';
import type { Absence } from './demo-posts.js';
import type { DemoVillage } from './demo-villages.js';

/** How a village's post changes hands within a month. */
export type TurnoverKind = 'handed-over' | 'vacant-for-a-time' | 'covered' | 'suspended' | 'vacant';

const kinds: readonly TurnoverKind[] = ['vacant', 'vacant-for-a-time', 'covered', 'suspended', 'handed-over'];

/** Whose post it is, and who comes after or stands in; all by account. */
export interface Turnover {
  readonly kind: TurnoverKind;
  readonly village: string;
  readonly of: string;
  /** Of one who is suspended, and where nobody is found: none. */
  readonly successor?: string;
  /** Of the village beside it, who answers for both meanwhile. */
  readonly neighbour: { readonly account: string; readonly village: string };
  /** Of the whole city, so that not all fall in one month. */
  readonly nth: number;
}

export interface TurnoverDays {
  readonly from: LocalDate;
  /** The first day on which the post is filled again; none where it stays empty. */
  readonly until?: LocalDate;
}

/** From this size on a township sees two turnovers in the year. */
const TWO_FROM = 8;

/** Who leaves in a township, of villages with one coordinator whose account nobody tries out. */
export function turnoversOf(
  villages: readonly DemoVillage[],
  nthTown: number,
  isTriedOut: (account: string) => boolean,
): readonly Turnover[] {
  const able = villages.filter(({ coordinators: [first, second] }) => second === undefined && !isTriedOut(first));
  const leaving = able.slice(villages.length >= TWO_FROM ? -2 : -1).reverse();
  const staying = villages.filter((village) => !leaving.includes(village));
  return leaving.flatMap(({ code, coordinators: [of] }, index) => {
    // One stands in for one alone: each has a neighbour of his own.
    const beside = staying[index];
    if (!beside) return [];
    const kind = kinds[(nthTown + 4 * index) % kinds.length] ?? 'vacant';
    const successor = kind === 'suspended' || kind === 'vacant' ? {} : { successor: `coordinator-${code}-next` };
    const neighbour = { account: beside.coordinators[0], village: beside.code };
    return { kind, village: code, of, ...successor, neighbour, nth: nthTown + 7 * index };
  });
}

/** In mid-month, some time of the year; who is not replaced leaves shortly before its end. */
export function turnoverDays({ kind, nth }: Turnover, months: readonly Period[]): TurnoverDays {
  const month = months[2 + (nth % 7)] ?? '';
  switch (kind) {
    case 'handed-over':
      return { from: dayOf(month, 16), until: dayOf(month, 16) };
    case 'vacant-for-a-time':
      return { from: dayOf(month, 12), until: dayOf(nextMonth(month), 9) };
    case 'covered':
      return { from: dayOf(month, 16), until: dayOf(nextMonth(month), 21) };
    case 'suspended':
      return { from: dayOf(month, 11), until: addDays(dayOf(month, 11), 26) };
    case 'vacant':
      return { from: dayOf(months.at(-2) ?? month, 12) };
  }
}

/** What that means for the families: who does not come, from when to when, and who comes instead. */
export function absencesBy(turnover: Turnover, { from, until }: TurnoverDays): readonly Absence[] {
  const { kind, of, successor, neighbour } = turnover;
  const covered = kind === 'covered' || kind === 'suspended';
  const standIn = covered ? { standIn: neighbour.account, entersHimself: false } : {};
  const away: Absence = { of, from, ...(until === undefined ? {} : { until }), ...standIn };
  if (until === undefined || successor === undefined) return [away];
  return [...(from < until ? [away] : []), { of, from: until, standIn: successor }];
}

/** One coordinator's time in post in the year: from the first day, or later, up to the day before `until`. */
export interface Term {
  readonly account: string;
  readonly village: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

/** Who is in post at the beginning, and who comes later, in the order of villages. */
export function termsOf(
  { villages, turnovers }: { readonly villages: readonly DemoVillage[]; readonly turnovers: readonly Turnover[] },
  { from, months }: { readonly from: LocalDate; readonly months: readonly Period[] },
): readonly Term[] {
  return villages.flatMap(({ code: village, coordinators }) =>
    coordinators.flatMap((account): readonly Term[] => {
      const turnover = turnovers.find(({ of }) => of === account);
      if (!turnover || turnover.kind === 'suspended') return [{ account, village, from }];
      const days = turnoverDays(turnover, months);
      const own = { account, village, from, until: days.from };
      const { successor } = turnover;
      const { until } = days;
      return successor === undefined || until === undefined
        ? [own]
        : [own, { account: successor, village, from: until }];
    }),
  );
}
