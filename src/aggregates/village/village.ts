import type { Aggregate } from '../../platform/change/aggregate.js';
import type { LocalDate } from '../../platform/fact.js';
import type { VillageFact } from './village.events.js';

/** A coordinator's days: from the first that is his to the day before `until`. */
export interface Term {
  readonly coordinatorRef: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

/** What decisions remember of a village: who answers for it now, who did before, and since when nobody does. */
export interface Village {
  /** Unknown before the stream's first fact, which may be any that names it. */
  readonly unit?: { readonly townCode: string; readonly villageCode: string };
  readonly responsible: readonly string[];
  readonly terms: readonly Term[];
  readonly uncoveredSince?: LocalDate;
}

export const village: Aggregate<Village, VillageFact> = {
  category: 'village',
  initial: { responsible: [], terms: [] },
  fold: {
    ResponsibilityBegan: (state, { data: { townCode, villageCode, coordinatorRef, on } }) => ({
      ...state,
      unit: { townCode, villageCode },
      responsible: [...state.responsible, coordinatorRef],
      terms: [...state.terms, { coordinatorRef, from: on }],
    }),
    ResponsibilityEnded: (state, { data }) => ({
      ...state,
      responsible: state.responsible.filter((coordinatorRef) => coordinatorRef !== data.coordinatorRef),
      terms: state.terms.map((term) =>
        term.coordinatorRef === data.coordinatorRef && term.until === undefined ? { ...term, until: data.on } : term,
      ),
    }),
    VillageCoverageLost: (state, { data: { on } }) => ({ ...state, uncoveredSince: on }),
    VillageCoverageRegained: ({ uncoveredSince: _, ...state }) => state,
    SecretaryDesignated: ofUnit,
    SweepCompleted: ofUnit,
  },
  exists: (state) => state.unit !== undefined,
  unitOf: (state) => state.unit ?? {},
};

function ofUnit(
  state: Village,
  { data: { townCode, villageCode } }: { readonly data: { readonly townCode: string; readonly villageCode: string } },
): Village {
  return { ...state, unit: { townCode, villageCode } };
}

/** Who answered at the end of that day; undefined for a village nobody was ever appointed for. */
export function responsibleAt({ terms }: Village, day: LocalDate): readonly string[] | undefined {
  if (terms.length === 0) return undefined;
  return terms
    .filter(({ from, until }) => from <= day && (until === undefined || day < until))
    .map(({ coordinatorRef }) => coordinatorRef);
}
