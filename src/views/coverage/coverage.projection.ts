import type { VillageFact } from '../../aggregates/village/village.events.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { Term } from './covered-days.js';

/** A coordinator's days in a village, with the other side of each hand-over. */
export interface ResponsibleTerm extends Term {
  readonly coordinatorRef: string;
  readonly takesOverFrom?: string;
  readonly handOverTo?: string;
}

/** Who answered for one village from when to when. A village nobody ever answered for has no document. */
export interface CoverageDocument extends ViewDocument {
  readonly town: string;
  readonly village: string;
  readonly terms: readonly ResponsibleTerm[];
  /** Set while nobody answers. */
  readonly uncoveredSince?: LocalDate;
}

type Coverage = Body<CoverageDocument>;

export const coverageProjection: Projection<CoverageDocument> = {
  name: 'coverage',
  version: 1,
  categories: ['village'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [{ name: 'town_village', key: { town: 1, village: 1, _id: 1 } }],
  ...reducer<CoverageDocument, VillageFact>({
    ResponsibilityBegan: (coverage, { data: { townCode, villageCode, coordinatorRef, on, takesOverFrom } }) => ({
      ...coverage,
      town: townCode,
      village: villageCode,
      terms: [
        ...(coverage?.terms ?? []),
        { coordinatorRef, from: on, ...(takesOverFrom === undefined ? {} : { takesOverFrom }) },
      ],
    }),
    ResponsibilityEnded: (coverage, { data: { coordinatorRef, on, handOverTo } }) =>
      coverage && {
        ...coverage,
        terms: coverage.terms.map((term) =>
          term.coordinatorRef === coordinatorRef && term.until === undefined
            ? { ...term, until: on, ...(handOverTo === undefined ? {} : { handOverTo }) }
            : term,
        ),
      },
    VillageCoverageLost: (coverage, { data: { on } }) => coverage && { ...coverage, uncoveredSince: on },
    VillageCoverageRegained: (coverage) => coverage && covered(coverage),
  }),
};

function covered({ uncoveredSince: _, ...coverage }: Coverage): Coverage {
  return coverage;
}
