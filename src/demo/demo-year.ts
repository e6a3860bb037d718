import {
  addDays,
  addMonths,
  firstDayOf,
  lastDayOf,
  localDateOf,
  monthOf,
  monthsBetween,
} from '../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../platform/fact.js';
import { loadDivisions } from '../platform/divisions/divisions.js';
import { arrives, attempts, dayOf, visit } from './demo-calls.js';
import type { DemoTown } from './demo-city.js';
import { cityOf } from './demo-city.js';
import type { Scene, SceneMonth } from './demo-episodes.js';
import { scenes } from './demo-episodes.js';
import type { DemoFamily } from './demo-families.js';
import { demoFamilies } from './demo-families.js';
import type { Fate } from './demo-month.js';
import { officeActs } from './demo-offices.js';
import { DemoPeople } from './demo-people.js';
import { callerOn } from './demo-posts.js';
import type { DemoScript, DemoSpan, FamilyAct } from './demo-script.js';
import { inOrder } from './demo-script.js';
import { absencesBy, turnoverDays } from './demo-turnovers.js';
import type { DemoVillage } from './demo-villages.js';
import { SeededRandom } from './seeded-random.js';

/** What becomes of one month of a family: as in the small month, but for what comes once in a life. */
type Outcome = Exclude<Fate, 'listed-late' | 'last-member-dies'>;

type Temper = readonly (readonly [outcome: Outcome, share: number])[];

/** Of 1,000 months. Townships differ: one is diligent, one gets along, one is short of people. */
const tempers: readonly [Temper, Temper, Temper] = [
  [
    ['entered-after-month-end', 15],
    ['entered-late', 3],
    ['nobody-home', 4],
    ['missed', 2],
    ['excused', 4],
    ['excused-after-miss', 1],
    ['excuse-rejected', 1],
  ],
  [
    ['entered-after-month-end', 35],
    ['entered-late', 12],
    ['nobody-home', 12],
    ['missed', 12],
    ['excused', 5],
    ['excused-after-miss', 2],
    ['excuse-rejected', 2],
  ],
  [
    ['entered-after-month-end', 70],
    ['entered-late', 40],
    ['nobody-home', 30],
    ['missed', 45],
    ['excused', 6],
    ['excused-after-miss', 5],
    ['excuse-rejected', 6],
  ],
];

/** Of 1,000 families that could have it, so many have it in a month. */
const turns: readonly (readonly [turn: Turn, share: number])[] = [
  ['leavesRoster', 4],
  ['death', 2],
  ['birth', 2],
  ['move', 2],
  ['newsOfIncome', 3],
  ['adjustment', 5],
  ['visitCorrected', 4],
  ['visitCorrectionRejected', 1],
  ['listingCorrected', 1],
];

type Turn =
  | 'leavesRoster'
  | 'death'
  | 'birth'
  | 'move'
  | 'newsOfIncome'
  | 'adjustment'
  | 'visitCorrected'
  | 'visitCorrectionRejected'
  | 'listingCorrected';

export interface YearOptions {
  /** Codes; without them the whole city. */
  readonly townships?: readonly string[];
}

/** Twelve months of the city, the last one of them running. */
export function demoYear({ townships }: YearOptions = {}): DemoScript {
  const divisions = loadDivisions('2023');
  const { actors, towns } = cityOf(divisions, townships ?? divisions.townships().map(({ code }) => code));
  return {
    name: 'year',
    actors,
    spanBefore: (today) => {
      const until = addDays(today, -1);
      return { from: addMonths(firstDayOf(monthOf(until)), -11), until };
    },
    acts: (seed, span, cutOffOn) => {
      const random = new SeededRandom(seed);
      const people = new DemoPeople(random);
      const staffed = towns.map((town) => ({ ...town, villages: villagesOf(town, span) }));
      const temperOf = new Map(
        staffed.flatMap(({ nth, villages }) =>
          villages.map(({ code }) => [code, tempers[nth % tempers.length] ?? tempers[0]] as const),
        ),
      );
      const villages = staffed.flatMap((town) => town.villages);
      const families = demoFamilies(random, villages, people).flatMap((family) => {
        const temper = temperOf.get(family.village.code) ?? tempers[0];
        return yearOf(family, { ...span, temper, random, cutOffOn });
      });
      const acts = [...families, ...officeActs(staffed, span, people, random)];
      return inOrder(acts.filter(({ at }) => localDateOf(at) <= span.until));
    },
  };
}

/** The villages of a township with the days on which another than the usual coordinator calls. */
function villagesOf({ villages, turnovers }: DemoTown, { from, until }: DemoSpan): readonly DemoVillage[] {
  const months = monthsBetween(monthOf(from), monthOf(until));
  return villages.map((village) => {
    const turnover = turnovers.find((one) => one.village === village.code);
    return turnover ? { ...village, absences: absencesBy(turnover, turnoverDays(turnover, months)) } : village;
  });
}

interface Year extends DemoSpan {
  readonly temper: Temper;
  readonly random: SeededRandom;
  cutOffOn(month: Period): LocalDate;
}

function yearOf(family: DemoFamily, year: Year): readonly FamilyAct[] {
  const { random } = year;
  const listedOn = arrivalDay(year);
  const acts = [...arrives(family, listedOn, random)];
  const months = monthsBetween(monthOf(listedOn), monthOf(year.until));
  /** What has happened already: a family has each of it once at most. */
  const past = new Set<string>();
  for (const month of listedOn <= dayOf(monthOf(listedOn), 10) ? months : months.slice(1)) {
    const drew = drawn(year.temper, random) ?? 'visited';
    const outcome = excuseScenes[drew] && past.has('excuse') ? 'missed' : drew;
    const during = { month, cutOffOn: year.cutOffOn(month), until: year.until };
    acts.push(...calls(family, outcome, during, random));
    if (excuseScenes[outcome]) past.add('excuse');
    const turn = outcome === 'visited' && month > monthOf(listedOn) ? drawn(turns, random) : undefined;
    if (turn === undefined || past.size > 0 || !couldHave(family, turn, month)) continue;
    past.add(turn);
    acts.push(...scenes[turn](family, during));
    if (turn === 'leavesRoster' || (turn === 'death' && family.others.length === 0)) break;
  }
  return acts;
}

/** Most are found by the sweep of the first month, fewer in the two after it, some at any time. */
function arrivalDay({ from, until, random }: Year): LocalDate {
  const months = monthsBetween(monthOf(from), monthOf(until));
  const place = random.next();
  const nth = place < 0.7 ? 0 : place < 0.88 ? 1 : place < 0.95 ? 2 : random.between(3, months.length - 2);
  return dayOf(months[nth] ?? monthOf(from), nth === 0 ? random.between(1, 20) : random.between(1, 26));
}

function calls(family: DemoFamily, outcome: Outcome, during: SceneMonth, random: SeededRandom): readonly FamilyAct[] {
  const { month, cutOffOn } = during;
  const excuse = excuseScenes[outcome];
  if (excuse)
    return [...(outcome === 'excuse-rejected' ? [] : attempts(family, month, random)), ...excuse(family, during)];
  switch (outcome) {
    case 'visited': {
      const day = dayOf(month, random.between(12, 24));
      return [visit(family, day, addDays(day, random.between(0, 2)), random)];
    }
    case 'entered-after-month-end': {
      const day = addDays(lastDayOf(month), -random.between(0, 3));
      return [visit(family, day, addDays(cutOffOn, -random.between(0, 3)), random)];
    }
    case 'entered-late':
      return [visit(family, dayOf(month, random.between(18, 28)), addDays(cutOffOn, random.between(1, 3)), random)];
    case 'nobody-home':
      return attempts(family, month, random);
    default:
      return [];
  }
}

const excuseScenes: Readonly<Partial<Record<Outcome, Scene>>> = {
  excused: scenes.excusedInTime,
  'excused-after-miss': scenes.excusedAfterMiss,
  'excuse-rejected': scenes.excuseRejected,
};

function couldHave(family: DemoFamily, turn: Turn, month: Period): boolean {
  const { others, coordinator } = family;
  const married = others[0]?.relation === 'SPOUSE';
  if (turn === 'death') return married || others.length === 0;
  // What he hears of a family its coordinator reports himself.
  if (turn === 'newsOfIncome') return callerOn(family, dayOf(month, 28)).account === coordinator;
  return turn !== 'birth' || married;
}

/** One of the rows by their shares of 1,000; undefined for the rest. */
function drawn<Row>(rows: readonly (readonly [row: Row, share: number])[], random: SeededRandom): Row | undefined {
  let left = random.between(1, 1000);
  return rows.find(([, share]) => (left -= share) <= 0)?.[0];
}
