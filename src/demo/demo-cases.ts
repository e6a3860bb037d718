import { addDays, localDateOf } from '../platform/calendar/local-date.js';
import { epochDayOf } from '../platform/calendar/epoch-day.js';
import type { LocalDate } from '../platform/fact.js';
import { isDuplicateOf, reports } from './demo-case-clues.js';
import { putsRight } from './demo-case-corrections.js';
import { plots } from './demo-case-plots.js';
import type { CaseCast } from './demo-case-story.js';
import { CaseStory, workdayAfter } from './demo-case-story.js';
import { drawn } from './demo-chances.js';
import type { DemoTown } from './demo-city.js';
import type { Life } from './demo-doubles.js';
import type { CaseAct, DemoSpan } from './demo-script.js';
import type { SeededRandom } from './seeded-random.js';

/** By kind of township as with the visits: diligent ones find more, and let less time pass. */
const kindsOfTown = [
  { found: 1, slack: 0.04 },
  { found: 0.94, slack: 0.12 },
  { found: 0.72, slack: 0.3 },
] as const;

/** So many cases stop somewhere on the way, with nobody who goes on with them. */
const FORGOTTEN = 0.05;
/** So many are told of once more by somebody else a few days later. */
const TOLD_TWICE = 0.09;

/** Families that stay where they are and as they are: their cases need nothing of what happens to them. */
const UNSETTLING = ['move', 'death', 'delist', 'split', 'merge', 'watch', 'monitoring'];

export interface CaseYear extends DemoSpan {
  readonly random: SeededRandom;
  /** For what was added to the cases later: they go on as before. */
  readonly aside: SeededRandom;
  departmentOf(code: string): string | undefined;
}

/** The cases of the year, of all paths and ends, late and refused ones included; not yet in order. */
export function casesOf(towns: readonly DemoTown[], lives: readonly Life[], year: CaseYear): readonly CaseAct[] {
  return towns.flatMap((town) => {
    const kind = kindsOfTown[town.nth % kindsOfTown.length] ?? kindsOfTown[0];
    return lives
      .filter(({ family, acts }) => family.village.office === town.office && isSettled(acts))
      .flatMap((life) => {
        const begunOn = year.random.chance(kind.found) ? beginning(life, year) : undefined;
        if (begunOn === undefined) return [];
        const cast = { key: `case-${life.family.key}`, family: life.family, town, begunOn, slack: kind.slack };
        return told({ ...cast, until: year.until, departmentOf: year.departmentOf }, year);
      });
  });
}

function isSettled(acts: Life['acts']): boolean {
  return !acts.some(({ name }) => UNSETTLING.some((turn) => name.startsWith(turn)));
}

/** Some working day after the family was listed; undefined where none is left. */
function beginning({ acts }: Life, { until, random }: CaseYear): LocalDate | undefined {
  const listed = acts.find(({ name }) => name === 'list');
  if (!listed) return undefined;
  const first = addDays(localDateOf(listed.at), 3);
  const days = epochDayOf(until) - epochDayOf(first);
  return days < 5 ? undefined : workdayAfter(addDays(first, random.between(0, days)), 1);
}

function told(cast: CaseCast, { random, aside }: Pick<CaseYear, 'random' | 'aside'>): readonly CaseAct[] {
  const plot = drawn(plots, random);
  if (!plot) throw new RangeError('the shares of the plots do not make 1,000');
  const story = new CaseStory(cast, random);
  plot(story);
  const acts = random.chance(FORGOTTEN) ? story.acts.slice(0, random.between(1, story.acts.length)) : story.acts;
  const others = random.chance(TOLD_TWICE) ? toldTwice(cast, acts, random) : [];
  return [...acts, ...others, ...putsRight(cast, acts, aside)];
}

/** Somebody else reports the same family: the officer sees that its case is under way. */
function toldTwice(cast: CaseCast, known: readonly CaseAct[], random: SeededRandom): readonly CaseAct[] {
  const begun = known.some(({ name }) => name === 'opening' || name === 'verification');
  if (!begun) return [];
  const story = new CaseStory({ ...cast, key: `${cast.key}-again`, begunOn: workdayAfter(cast.begunOn, 4) }, random);
  reports(story, { source: random.pick(['SELF', 'SOCIAL', 'COORDINATOR']), need: 'LIVING', urgent: false });
  isDuplicateOf(story, cast.key);
  return story.acts;
}
