import {
  addDays,
  firstDayOf,
  lastDayOf,
  localDateOf,
  monthOf,
  monthsBetween,
} from '../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../platform/fact.js';
import { demoAccounts } from './demo-accounts.js';
import { arrives, attempts, dayOf, visit } from './demo-calls.js';
import { afterwards } from './demo-episodes.js';
import type { DemoFamily } from './demo-families.js';
import { demoFamilies } from './demo-families.js';
import type { DemoScript, DemoSpan, FamilyAct } from './demo-script.js';
import { inOrder } from './demo-script.js';
import { SeededRandom } from './seeded-random.js';

/** A month and the days after it in which its late entries, excuses and answers still come: the cut-off lies within. */
const DAYS_TO_CLOSE_A_MONTH = 47;

/**
 * From the first of the last month that is closed by now to yesterday. Closed: its cut-off, and a few days more, have
 * passed, so that the demo shows late, missed and excused visits.
 */
export function spanBefore(today: LocalDate): DemoSpan {
  const until = addDays(today, -1);
  return { from: firstDayOf(monthOf(addDays(until, -DAYS_TO_CLOSE_A_MONTH))), until };
}

/** What becomes of a family in the closed month. */
export type Fate =
  | 'visited'
  | 'entered-after-month-end'
  | 'entered-late'
  | 'nobody-home'
  | 'missed'
  | 'excused'
  | 'excused-after-miss'
  | 'excuse-rejected'
  | 'listed-late'
  | 'last-member-dies';

/** How many families share a fate; all others are simply visited. */
const fates: readonly (readonly [fate: Fate, families: number])[] = [
  ['entered-after-month-end', 12],
  ['entered-late', 8],
  ['nobody-home', 8],
  ['missed', 9],
  ['excused', 3],
  ['excused-after-miss', 2],
  ['excuse-rejected', 1],
  ['listed-late', 10],
];

export interface CastFamily {
  readonly family: DemoFamily;
  readonly fate: Fate;
}

/** Everything a scene needs to know of the calendar. */
export interface Stretch extends DemoSpan {
  /** The closed month. */
  readonly month: Period;
  /** Last day on which a visit of that month is entered in time. */
  readonly cutOffOn: LocalDate;
}

/** All acts of the demo in order, the same ones for the same seed and span. Nothing happens after the span. */
export function demoActs(seed: number, stretch: Stretch): readonly FamilyAct[] {
  const random = new SeededRandom(seed);
  const cast = castFamilies(demoFamilies(random), random);
  const acts = cast.flatMap((one) => [...arrival(one, stretch, random), ...closedMonth(one, stretch, random)]);
  const episodes = afterwards(cast, stretch);
  const gone = new Set(episodes.gone);
  const later = cast
    .filter(({ family }) => !gone.has(family))
    .flatMap(({ family }) => laterMonths(family, stretch, random));
  return inOrder([...acts, ...episodes.acts, ...later].filter(({ at: when }) => localDateOf(when) <= stretch.until));
}

function castFamilies(families: readonly DemoFamily[], random: SeededRandom): readonly CastFamily[] {
  const alone = families.filter(({ others }) => others.length === 0).slice(0, 2);
  const rest = random.shuffled(families.filter((family) => !alone.includes(family)));
  const dealt = fates.flatMap(([fate, count]) => Array.from({ length: count }, () => fate));
  return [
    ...alone.map((family) => ({ family, fate: 'last-member-dies' as const })),
    ...rest.map((family, index) => ({ family, fate: dealt[index] ?? 'visited' })),
  ];
}

function arrival({ family, fate }: CastFamily, { month }: Stretch, random: SeededRandom): readonly FamilyAct[] {
  const day = fate === 'listed-late' ? dayOf(month, random.between(16, 24)) : dayOf(month, random.between(1, 10));
  return arrives(family, day, random);
}

function closedMonth(
  { family, fate }: CastFamily,
  { month, cutOffOn }: Stretch,
  random: SeededRandom,
): readonly FamilyAct[] {
  switch (fate) {
    case 'visited': {
      const day = dayOf(month, random.between(12, 24));
      return [visit(family, day, addDays(day, random.between(0, 2)), random)];
    }
    case 'entered-after-month-end':
      return [
        visit(
          family,
          addDays(lastDayOf(month), -random.between(0, 3)),
          addDays(cutOffOn, -random.between(0, 3)),
          random,
        ),
      ];
    case 'entered-late':
      return [visit(family, dayOf(month, random.between(18, 28)), addDays(cutOffOn, random.between(1, 3)), random)];
    case 'nobody-home':
    case 'excused':
    case 'excused-after-miss':
      return attempts(family, month, random);
    default:
      return [];
  }
}

/** From the month after the closed one on: most are visited, a few not yet. */
function laterMonths(family: DemoFamily, { month, until }: Stretch, random: SeededRandom): readonly FamilyAct[] {
  return monthsBetween(month, monthOf(until))
    .slice(1)
    .flatMap((later) => {
      const day = dayOf(later, random.between(3, 27));
      if (random.chance(0.9)) return [visit(family, day, addDays(day, random.between(0, 2)), random)];
      return random.chance(0.5) ? attempts(family, later, random).slice(0, 1) : [];
    });
}

/** The small demo: one closed month and the weeks since, four townships. */
export const demoMonth: DemoScript = {
  name: 'month',
  actors: demoAccounts,
  spanBefore,
  acts: (seed, span, cutOffOn) => {
    const month = monthOf(span.from);
    return demoActs(seed, { ...span, month, cutOffOn: cutOffOn(month) });
  },
};
