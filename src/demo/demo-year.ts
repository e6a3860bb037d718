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
import { careOf } from './demo-care.js';
import { casesOf } from './demo-cases.js';
import type { Outcome, Temper, Turn } from './demo-chances.js';
import { drawn, tempers, turns } from './demo-chances.js';
import type { DemoTown } from './demo-city.js';
import { cityOf, departmentsAsked } from './demo-city.js';
import type { Life } from './demo-doubles.js';
import { doublesOf } from './demo-doubles.js';
import type { Scene, SceneMonth } from './demo-episodes.js';
import { scenes } from './demo-episodes.js';
import type { DemoFamily } from './demo-families.js';
import { demoFamilies } from './demo-families.js';
import { movesTo, splits } from './demo-moves.js';
import { officeActs } from './demo-offices.js';
import { DemoPeople } from './demo-people.js';
import { callerOn } from './demo-posts.js';
import type { DemoScript, DemoSpan, FamilyAct } from './demo-script.js';
import { inOrder } from './demo-script.js';
import { absencesBy, turnoverDays } from './demo-turnovers.js';
import type { DemoVillage } from './demo-villages.js';
import { SeededRandom } from './seeded-random.js';

export interface YearOptions {
  /** Codes; without them the whole city. */
  readonly townships?: readonly string[];
}

/** Twelve months of the city, the last one of them running. */
export function demoYear({ townships }: YearOptions = {}): DemoScript {
  const divisions = loadDivisions('2023');
  const { actors, towns, departments } = cityOf(divisions, townships ?? divisions.townships().map(({ code }) => code));
  const departmentOf = (code: string) => departments[departmentsAsked.findIndex((asked) => asked === code)];
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
      const aside = new SeededRandom(seed + 1);
      const lives = demoFamilies(random, villages, people).map((family): Life => {
        const temper = temperOf.get(family.village.code) ?? tempers[0];
        return { family, acts: yearOf(family, { ...span, temper, random, aside, villages, cutOffOn }) };
      });
      const acts = [
        ...lives.flatMap((life) => life.acts),
        ...doublesOf(staffed, lives, span, aside),
        ...officeActs(staffed, span, people, random),
        ...casesOf(staffed, lives, {
          ...span,
          random: new SeededRandom(seed + 2),
          aside: new SeededRandom(seed + 3),
          departmentOf,
        }),
      ];
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
  /** For what was added to the year later: who was there before lives on as before. */
  readonly aside: SeededRandom;
  /** Where families may move. */
  readonly villages: readonly DemoVillage[];
  cutOffOn(month: Period): LocalDate;
}

function yearOf(newcomer: DemoFamily, year: Year): readonly FamilyAct[] {
  const { random, aside } = year;
  let family = newcomer;
  const listedOn = arrivalDay(year);
  const acts = [...arrives(family, listedOn, random)];
  const months = monthsBetween(monthOf(listedOn), monthOf(year.until));
  /** What has happened already: a family has each of it once at most. */
  const past = new Set<string>();
  const care = careOf(family, months.slice(1), aside);
  for (const month of listedOn <= dayOf(monthOf(listedOn), 10) ? months : months.slice(1)) {
    const drew = drawn(year.temper, random) ?? 'visited';
    const outcome = excuseScenes[drew] && past.has('excuse') ? 'missed' : drew;
    const during = { month, cutOffOn: year.cutOffOn(month), until: year.until };
    acts.push(...calls(family, outcome, during, random));
    const cared = care.get(month)?.(family);
    if (cared) acts.push(cared);
    if (excuseScenes[outcome]) past.add('excuse');
    const turn = outcome === 'visited' && month > monthOf(listedOn) ? drawn(turns, random) : undefined;
    if (turn === undefined || past.size > 0 || !couldHave(family, turn, month)) continue;
    past.add(turn);
    if (turn === 'movesVillage' || turn === 'movesTown') {
      const village = destination(family, turn, year);
      const moved = village ? movesTo(family, village, month) : { acts: [], family };
      acts.push(...moved.acts);
      family = moved.family;
    } else acts.push(...(turn === 'splits' ? splits : scenes[turn])(family, during));
    if (turn === 'leavesRoster' || (turn === 'death' && family.others.length === 0)) break;
  }
  return acts;
}

function destination({ village }: DemoFamily, turn: Turn, { villages, aside }: Year): DemoVillage | undefined {
  const [first, ...others] = villages.filter(
    ({ code, office }) => code !== village.code && (office === village.office) === (turn === 'movesVillage'),
  );
  return first && aside.pick([first, ...others]);
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
  if (turn === 'splits') return married && others.length > 1;
  return turn !== 'birth' || married;
}
