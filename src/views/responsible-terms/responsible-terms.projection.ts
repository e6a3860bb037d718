import type { VillageFact } from '../../aggregates/village/village.events.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** Who answered from that day, included, up to the day before `until`. */
export interface ResponsibleTerm {
  readonly coordinatorRef: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

/** One village's terms, in the order in which they were written. A village nobody ever answered for has no document. */
export interface ResponsibleTermsDocument extends ViewDocument {
  readonly town: string;
  readonly village: string;
  readonly terms: readonly ResponsibleTerm[];
}

/**
 * What the village streams say of who answered when (S03, S15). No question of its own: calendar, ledger and roster
 * attribute months, visits and households by it.
 */
export const responsibleTermsProjection: Projection<ResponsibleTermsDocument> = {
  name: 'responsible-terms',
  version: 1,
  categories: ['village'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [],
  ...reducer<ResponsibleTermsDocument, VillageFact>({
    ResponsibilityBegan: (known, { data: { townCode, villageCode, coordinatorRef, on } }) => ({
      town: townCode,
      village: villageCode,
      terms: [...(known?.terms ?? []), { coordinatorRef, from: on }],
    }),
    ResponsibilityEnded: (known, { data: { coordinatorRef, on } }) =>
      known && {
        ...known,
        terms: known.terms.map((term) =>
          term.coordinatorRef === coordinatorRef && term.until === undefined ? { ...term, until: on } : term,
        ),
      },
    VillageCoverageLost: (known) => known,
    VillageCoverageRegained: (known) => known,
  }),
};

/** Coordinators who answered at the end of that day, by the village's own word. */
export function responsibleOn(terms: readonly ResponsibleTerm[], day: LocalDate): readonly string[] {
  return terms
    .filter(({ from, until }) => from <= day && (until === undefined || day < until))
    .map(({ coordinatorRef }) => coordinatorRef);
}
