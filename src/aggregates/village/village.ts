import type { Aggregate } from '../../platform/change/aggregate.js';
import type { LocalDate } from '../../platform/fact.js';
import type { VillageFact } from './village.events.js';

/** What decisions remember of a village: who answers for it now, and since when nobody does. */
export interface Village {
  /** Unknown before the stream's first fact, which may be any that names it. */
  readonly unit?: { readonly townCode: string; readonly villageCode: string };
  readonly responsible: readonly string[];
  readonly uncoveredSince?: LocalDate;
}

export const village: Aggregate<Village, VillageFact> = {
  category: 'village',
  initial: { responsible: [] },
  fold: {
    ResponsibilityBegan: (state, { data: { townCode, villageCode, coordinatorRef } }) => ({
      ...state,
      unit: { townCode, villageCode },
      responsible: [...state.responsible, coordinatorRef],
    }),
    ResponsibilityEnded: (state, { data }) => ({
      ...state,
      responsible: state.responsible.filter((coordinatorRef) => coordinatorRef !== data.coordinatorRef),
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
