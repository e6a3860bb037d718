import type { YearCalendar } from '../../platform/calendar/work-calendar.js';
import { workCalendar } from '../../platform/calendar/work-calendar.js';
import type { Aggregate } from '../../platform/change/aggregate.js';
import type { Rules } from '../../platform/change/given.js';
import type { Divisions } from '../../platform/divisions/divisions.js';
import { divisionsFrom } from '../../platform/divisions/divisions.js';
import type { LocalDate } from '../../platform/fact.js';
import { entryOf } from '../../platform/change/entry-of.js';
import type { DivisionsPublished, ParameterPublished, RulebookFact } from './rulebook.events.js';

/** The published rules: every parameter with its periods, the last calendar of each year, every division edition. */
export interface Rulebook {
  readonly parameters: Readonly<Record<string, readonly ParameterPublished['data'][]>>;
  /** Rulebook versions that brought them, in the same order; what was shipped and never published has none. */
  readonly publishedIn: Readonly<Record<string, readonly number[]>>;
  readonly calendars: Readonly<Record<string, YearCalendar>>;
  /** In the order in which they were published. */
  readonly editions: readonly DivisionsPublished['data'][];
}

export const rulebook: Aggregate<Rulebook, RulebookFact> = {
  category: 'rulebook',
  initial: { parameters: {}, publishedIn: {}, calendars: {}, editions: [] },
  fold: {
    ParameterPublished: (state, { data, revision }) => ({
      ...state,
      parameters: { ...state.parameters, [data.id]: [...(entryOf(state.parameters, data.id) ?? []), data] },
      publishedIn: { ...state.publishedIn, [data.id]: [...(entryOf(state.publishedIn, data.id) ?? []), revision] },
    }),
    CalendarPublished: (state, { data }) => ({ ...state, calendars: { ...state.calendars, [data.year]: data } }),
    DivisionsPublished: (state, { data }) => ({ ...state, editions: [...state.editions, data] }),
  },
  exists: () => true,
  unitOf: () => ({}),
};

/** The rules as they hold on `today`, from a rulebook folded to `version`. */
export function rulesOf(state: Rulebook, version: number, today: LocalDate): Rules {
  return {
    version,
    parameters: {
      number: (id) => {
        const inForce = inForceOn(state, id, today);
        if (!inForce) throw new Error(`参数 ${id} 尚未发布`);
        return inForce.value;
      },
      at: (id, then, day) => inForceOn(state, id, day, then),
    },
    calendar: workCalendar(Object.values(state.calendars)),
    divisions: divisionsOn(state.editions, today),
  };
}

/** Of what was published by a version the last one that holds on a day; what was shipped holds by every version. */
function inForceOn(
  { parameters, publishedIn }: Rulebook,
  id: string,
  day: LocalDate,
  version = Number.MAX_SAFE_INTEGER,
): ParameterPublished['data'] | undefined {
  const versions = entryOf(publishedIn, id) ?? [];
  return entryOf(parameters, id)?.findLast(
    ({ effectiveFrom, effectiveTo }, index) =>
      (versions[index] ?? -1) <= version && effectiveFrom <= day && (effectiveTo === undefined || day <= effectiveTo),
  );
}

const NO_EDITION: DivisionsPublished['data'] = { edition: 'none', divisions: [], source: '' };

/** Of the editions in force that day the one that begins last holds, of two of one day the one published last. */
function divisionsOn(editions: Rulebook['editions'], today: LocalDate): Divisions {
  const inForce = editions
    .filter(({ effectiveFrom }) => effectiveFrom === undefined || effectiveFrom <= today)
    .sort((one, other) => (one.effectiveFrom ?? '').localeCompare(other.effectiveFrom ?? ''));
  return divisionsFrom(inForce.at(-1) ?? NO_EDITION, inForce.slice(0, -1));
}
