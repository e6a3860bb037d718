import type { YearCalendar } from '../../platform/calendar/work-calendar.js';
import { workCalendar } from '../../platform/calendar/work-calendar.js';
import type { Aggregate } from '../../platform/change/aggregate.js';
import type { Rules } from '../../platform/change/given.js';
import { divisionsFrom } from '../../platform/divisions/divisions.js';
import type { LocalDate } from '../../platform/fact.js';
import type { DivisionsPublished, ParameterPublished, RulebookFact } from './rulebook.events.js';

/** The published rules: every parameter with its periods, the last calendar of each year, the last division edition. */
export interface Rulebook {
  readonly parameters: Readonly<Record<string, readonly ParameterPublished['data'][]>>;
  readonly calendars: Readonly<Record<string, YearCalendar>>;
  readonly divisions: DivisionsPublished['data'];
}

export const rulebook: Aggregate<Rulebook, RulebookFact> = {
  category: 'rulebook',
  initial: { parameters: {}, calendars: {}, divisions: { edition: 'none', divisions: [], source: '' } },
  fold: {
    ParameterPublished: (state, { data }) => ({
      ...state,
      parameters: { ...state.parameters, [data.id]: [...(state.parameters[data.id] ?? []), data] },
    }),
    CalendarPublished: (state, { data }) => ({ ...state, calendars: { ...state.calendars, [data.year]: data } }),
    DivisionsPublished: (state, { data }) => ({ ...state, divisions: data }),
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
        const inForce = state.parameters[id]?.findLast(
          ({ effectiveFrom, effectiveTo }) =>
            effectiveFrom <= today && (effectiveTo === undefined || today <= effectiveTo),
        );
        if (!inForce) throw new Error(`参数 ${id} 尚未发布`);
        return inForce.value;
      },
    },
    calendar: workCalendar(Object.values(state.calendars)),
    divisions: divisionsFrom(state.divisions),
  };
}
