import type { TownshipFact } from '../../aggregates/township/township.events.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { reducer } from '../../platform/projections/reducer.js';

/** Who was designated to answer for the work in one township from which day on (S30), in the order of the days. */
export interface TownPersonsDocument extends ViewDocument {
  readonly persons: readonly { readonly personId: string; readonly from: LocalDate }[];
}

export const townPersonsProjection: Projection<TownPersonsDocument> = {
  name: 'town-persons',
  version: 1,
  categories: ['township'],
  keys: ({ data }) => [(data as { readonly townCode: string }).townCode],
  indexes: [],
  ...reducer<TownPersonsDocument, TownshipFact>({
    ResponsiblePersonDesignated: (old, { data: { personId, on } }) => ({
      persons: [...(old?.persons ?? []), { personId, from: on }].sort((one, other) =>
        one.from < other.from ? -1 : one.from > other.from ? 1 : 0,
      ),
    }),
  }),
};
